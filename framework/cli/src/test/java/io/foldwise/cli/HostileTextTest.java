package io.foldwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.logging.LogFile;
import io.foldwise.engine.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Names, paths and cells that a stranger chose: none of them moves a cursor, recolours a line or turns text around. */
final class HostileTextTest {

    /** Clears the screen, rings, deletes, begins a C1 sequence, reverses the direction. */
    private static final String HOSTILE = "a\u001b[2Jb\u0007c\u007fd\u009be\u202ef\u2066g";

    private static final String SHOWN = "a\\u001b[2Jb\\u0007c\\u007fd\\u009be\\u202ef\\u2066g";

    private final TestConsole output = new TestConsole();

    @TempDir
    private Path folder;

    @Test
    void escapesPathsAndKeysThatAreReported() throws IOException {
        Path file = Files.writeString(folder.resolve(HOSTILE + ".conf"), "name = small\n\"" + HOSTILE + "\" = 1\n");
        assertThat(foldwise("check", file.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains(SHOWN + ".conf");
        assertThat(output.progress().lines().count())
                .as("our own line ends stay")
                .isGreaterThan(1);
        assertHarmless(output.progress());
    }

    @Test
    void keepsAProblemOnItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("a\nok  all is well.conf"), "name = small\n");
        assertThat(foldwise("check", file.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress().lines()).noneMatch(line -> line.startsWith("ok"));
    }

    @Test
    void escapesCellsOfDataFiles() throws IOException {
        Path train = Files.writeString(folder.resolve("train.csv"), "id,x,label\na,1,0\nb," + HOSTILE + ",1\n");
        Path file = Files.writeString(folder.resolve("cells.conf"), Shared.INCLUDE + """
                name = cells
                data { type = numeric-table, train = "%s", labels = [label] }
                split { type = k-fold, folds = 2 }
                model { type = perceptron }
                """.formatted(train));
        assertThat(foldwise("run", file.toString(), "--in-process", "--results", folder.toString()))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("train.csv:3", SHOWN);
        assertHarmless(output.progress());
    }

    @Test
    void escapesWhatWasTyped() {
        assertThat(foldwise(HOSTILE)).isEqualTo(ExitCode.REFUSED);
        assertThat(foldwise("plugins", "describe", HOSTILE)).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("'" + SHOWN + "'");
        assertHarmless(output.progress());
    }

    @Test
    void writesJsonThatMeansTheSame() throws IOException {
        Path file = Files.writeString(folder.resolve(HOSTILE + ".conf"), "name = small\n");
        assertThat(foldwise("check", "--json", file.toString())).isEqualTo(ExitCode.REFUSED);
        assertHarmless(output.results());
        assertThat(Json.parse(output.results(), Object.class).toString()).contains(file.toString());
    }

    @Test
    void escapesWhatIsLogged() throws IOException {
        Path file = folder.resolve("foldwise.log");
        LogFile.ofThisProcess().writeTo(file);
        LoggerFactory.getLogger("library").info("reads {}", HOSTILE, new IllegalStateException(HOSTILE));
        assertThat(Files.readString(file)).contains("reads " + SHOWN).contains("IllegalStateException: " + SHOWN);
        assertHarmless(Files.readString(file));
    }

    private static void assertHarmless(String text) {
        assertThat(text.replaceAll("[\\n\\t\\x20-\\x7e]", "")).as(text).isEmpty();
    }

    private int foldwise(String... arguments) {
        return new Foldwise(output.console(), new InstalledPlugins(), LogFile::ofThisProcess).execute(arguments);
    }
}
