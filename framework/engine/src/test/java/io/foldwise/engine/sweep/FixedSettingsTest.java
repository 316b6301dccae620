package io.foldwise.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.experiment.DataPlace;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.wiring.PluginLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FixedSettingsTest {

    @TempDir
    private Path directory;

    @Test
    void tellWhatWasChangedAndNotWhereTheDataLies() throws IOException {
        Map<String, String> before = settings("table = /a/t.csv, samples = 60");

        assertThat(FixedSettings.changes(before, settings("table = /b/t.csv, samples = 60")))
                .isEmpty();
        assertThat(FixedSettings.changes(before, settings("table = /a/t.csv, samples = 61")))
                .containsExactly("data.samples was 60 and is 61");
    }

    /** Breeding looks at scores, which post-processing may change. */
    @Test
    void postProcessingIsFixedWhereTrialsAreBred() throws IOException {
        String processed = "samples = 60 }, post-processing = [{ type = scaled, by = 2 }";
        String search = "], search { trials = 9, space { \"model.skill\" = { uniform = [0, 1] } }, generator = ";
        String plain = "samples = 60 }, post-processing = [";
        assertThat(FixedSettings.changes(settings(plain + search + "random"), settings(processed + search + "random")))
                .isEmpty();
        assertThat(FixedSettings.changes(
                        settings(plain + search + "genetic"), settings(processed + search + "genetic")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("post-processing was not there and is ");
    }

    private Map<String, String> settings(String data) throws IOException {
        Path file = Files.writeString(
                directory.resolve("x.conf"),
                ToyPlugin.SHARED + "name = x, split = toy, model = guess, data { type = toy, " + data + " }");
        return FixedSettings.of(new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin(), new ScalesPlugin())))
                .bind(file, DataPlace.AS_WRITTEN)
                .parts()
                .experiment());
    }

    @Test
    void aSweepOfBeforeThereWereHooksGoesOnWithoutThem() {
        Map<String, String> before = Map.of("seed", "1");

        assertThat(FixedSettings.changes(before, Map.of("seed", "1", "hooks", "[]")))
                .isEmpty();
        assertThat(FixedSettings.changes(before, Map.of("seed", "2", "hooks", "[ema]")))
                .containsExactly("hooks was not there and is [ema]", "seed was 1 and is 2");
    }
}
