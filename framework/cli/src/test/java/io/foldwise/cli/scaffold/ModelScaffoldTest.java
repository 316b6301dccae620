package io.foldwise.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.cli.context.RefusedException;
import io.foldwise.engine.config.ComponentCatalog;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.engine.wiring.Plugins;
import io.foldwise.spi.ComponentKind;
import io.foldwise.spi.model.Model;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelScaffoldTest {

    private static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();

    @TempDir
    private Path root;

    @BeforeEach
    void copyWhatAProjectHas() throws IOException {
        Files.copy(PROJECT.resolve("pom.xml"), root.resolve("pom.xml"));
        Files.createDirectory(root.resolve("conf"));
        Files.copy(PROJECT.resolve("conf/foldwise.conf"), root.resolve("conf/foldwise.conf"));
    }

    @Test
    void addsAModule() throws IOException {
        new ModelScaffold(root, "tiny-lstm", "").write();
        assertThat(Files.readString(root.resolve("pom.xml")))
                .containsOnlyOnce("    <module>plugins/tiny-lstm</module>\n    <!-- `foldwise plugins new`");
        assertThat(Files.readString(root.resolve("plugins/tiny-lstm/pom.xml")))
                .contains("<artifactId>foldwise-plugin-tiny-lstm</artifactId>")
                .doesNotContain("{{");
    }

    @Test
    void writesSourceThatCompilesWithoutAWarningAndAnExperimentThatLoads() throws IOException {
        ModelScaffold scaffold = new ModelScaffold(root, "tiny-lstm", "org.example.tiny");
        List<Path> files = scaffold.write();
        Path classes = Files.createDirectory(root.resolve("classes"));
        compile(files.stream().filter(file -> file.toString().endsWith(".java")).map(root::resolve), classes);
        URL[] places = {
            classes.toUri().toURL(),
            root.resolve("plugins/tiny-lstm/src/main/resources").toUri().toURL()
        };
        try (URLClassLoader loader = new URLClassLoader(places, getClass().getClassLoader())) {
            Plugins plugins = PluginLoader.load(loader);
            assertThat(plugins.catalog().find(ComponentKind.of(Model.class), "tiny-lstm"))
                    .hasValueSatisfying(model -> {
                        assertThat(model.component().getName()).isEqualTo("org.example.tiny.TinyLstm");
                        assertThat(ComponentCatalog.parameters(model.component())
                                        .keys())
                                .containsExactly("embedding", "hidden", "dropout");
                    });
            new ExperimentFiles(plugins).load(root.resolve(scaffold.experiment()), List.of());
        }
    }

    @Test
    void keepsItsLinesShortForTheLongestName() throws IOException {
        for (Path file : new ModelScaffold(root, "a-rather-long-name-of-a-model-xx", "").write()) {
            if (file.toString().endsWith(".java")) {
                assertThat(Files.readAllLines(root.resolve(file)))
                        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
            }
        }
    }

    @Test
    void touchesNothingThatIsThereAlready() throws IOException {
        Files.createDirectories(root.resolve("plugins/tiny-lstm"));
        String pom = Files.readString(root.resolve("pom.xml"));
        assertThatThrownBy(() -> new ModelScaffold(root, "tiny-lstm", "").write())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is there already");
        assertThat(Files.readString(root.resolve("pom.xml"))).isEqualTo(pom);
        assertThat(root.resolve("plugins/tiny-lstm")).isEmptyDirectory();
    }

    @Test
    void needsTheMarkerInTheParentPom() throws IOException {
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        assertThatThrownBy(() -> new ModelScaffold(root, "tiny-lstm", "").write())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("put it back");
        assertThat(root.resolve("plugins")).doesNotExist();
    }

    private static void compile(Stream<Path> sources, Path target) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of(
                                    "-d",
                                    target.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "-parameters",
                                    "-Xlint:all,-processing,-serial,-options,-classfile,-path",
                                    "-Werror"),
                            null,
                            files.getJavaFileObjectsFromPaths(sources.toList()))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }
}
