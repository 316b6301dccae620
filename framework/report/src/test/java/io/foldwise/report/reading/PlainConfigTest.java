package io.foldwise.report.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlainConfigTest {

    @TempDir
    private Path folder;

    @Test
    void includesNothing() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.conf"), "password = precious");

        assertThat(PlainConfig.values(PlainConfig.parse("include file(\"" + secret + "\")\na = 1")))
                .containsOnlyKeys("a");
    }

    @Test
    void takesNothingFromTheEnvironment() {
        assertThat(PlainConfig.values(PlainConfig.parse("a = ${PATH}\nb = ${?PATH}\nc { d = [1, x] }")))
                .doesNotContainValue(System.getenv("PATH"))
                .containsEntry("c.d", "[1,\"x\"]");
    }

    @Test
    void makesNoSubstitutionsThatGrow() {
        StringBuilder bomb = new StringBuilder("a0 = xxxxxxxxxx\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a")
                    .append(i)
                    .append(" = ")
                    .append(("${a" + (i - 1) + "}").repeat(8))
                    .append('\n');
        }

        assertThat(PlainConfig.values(PlainConfig.parse(bomb.toString())))
                .containsEntry("a0", "xxxxxxxxxx")
                .containsEntry("a11", "not known here");
    }

    @Test
    void saysWhatIsNoExperiment() {
        assertThatThrownBy(() -> PlainConfig.parse("a = {")).isInstanceOf(StoreException.class);
    }

    @Test
    void tellsWhoGaveAKey() {
        GivenKeys given = GivenKeys.of(
                "# include \"conf/all.conf\"\nmetrics = [a]\ntrainer { epochs = 3 }\n# end of conf/all.conf\n"
                        + "model { type = m }\n",
                "trainer.epochs = 5");

        assertThat(given.giver("metrics")).isEqualTo("included");
        assertThat(given.giver("model.type")).isEqualTo("experiment");
        assertThat(given.giver("model.width")).isEqualTo("default");
        assertThat(given.giver("trainer.epochs")).isEqualTo("--set");
    }
}
