package io.foldwise.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.cli.context.RefusedException;
import io.foldwise.spi.ComponentKind;
import io.foldwise.spi.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginScaffoldTest {

    private static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();

    @TempDir
    private Path root;

    @BeforeEach
    void copyWhatAProjectHas() throws IOException {
        Files.copy(PROJECT.resolve("pom.xml"), root.resolve("pom.xml"));
    }

    @Test
    void addsAModule() throws IOException {
        scaffold("tiny-lstm").write();
        assertThat(Files.readString(root.resolve("pom.xml")))
                .containsOnlyOnce("    <module>plugins/tiny-lstm</module>\n    <!-- `foldwise plugins new`");
        assertThat(Files.readString(root.resolve("plugins/tiny-lstm/pom.xml")))
                .contains("<artifactId>foldwise-plugin-tiny-lstm</artifactId>")
                .doesNotContain("{{");
    }

    @Test
    void refusesNamesThatItsSourceUses() {
        for (String name : new String[] {"input-shape", "network", "plugin-module", "plugin-contract", "params"}) {
            assertThatThrownBy(() -> scaffold(name)).as(name).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void touchesNothingThatIsThereAlready() throws IOException {
        Files.createDirectories(root.resolve("plugins/tiny-lstm"));
        String pom = Files.readString(root.resolve("pom.xml"));
        assertThatThrownBy(() -> scaffold("tiny-lstm").write())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is there already");
        assertThat(Files.readString(root.resolve("pom.xml"))).isEqualTo(pom);
        assertThat(root.resolve("plugins/tiny-lstm")).isEmptyDirectory();
    }

    @Test
    void needsTheMarkerInTheParentPom() throws IOException {
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        assertThatThrownBy(() -> scaffold("tiny-lstm").write())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("put it back");
        assertThat(root.resolve("plugins")).doesNotExist();
    }

    private PluginScaffold scaffold(String name) {
        return new PluginScaffold(root, ComponentKind.of(Model.class), name, "");
    }
}
