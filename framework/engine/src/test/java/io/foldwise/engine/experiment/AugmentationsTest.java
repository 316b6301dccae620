package io.foldwise.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.sweep.ToyPlugin;
import io.foldwise.engine.training.Chance;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.spi.Seed;
import io.foldwise.spi.training.Augmentation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How augmentations of an experiment follow one another, on vectors of six numbers. */
final class AugmentationsTest {

    private static final ExperimentLoader LOADER =
            new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin(), new ToySeams(), new ToyShortening())));

    @TempDir
    private Path directory;

    @Test
    void buildsEachForWhatTheOnesBeforeItMake() {
        assertThat(changes("[{ type = shorten, to = 4 }, { type = shorten, to = 4 }, seam]"))
                .hasSize(3);
        assertThatThrownBy(() -> changes("[{ type = shorten, to = 4 }, { type = shorten, to = 5 }]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("augmentation shorten: cannot make 5 of vectors of 4 numbers");
    }

    @Test
    void reportsWhatIsWrongWithAnyOfThem() {
        assertThatThrownBy(() -> changes("[{ type = shorten, to = 7 }, seam, { type = shorten, to = 8 }]"))
                .hasMessageContaining("make 7 of")
                .hasMessageContaining("make 8 of");
    }

    @Test
    void takesTheProbabilityThatStandsBesideTheirParameters() {
        List<Augmentation> changes = changes("[{ type = seam, much = 2, probability = 0.25 }, seam]");

        assertThat(changes.get(0))
                .isInstanceOfSatisfying(
                        Chance.class, chance -> assertThat(chance.probability()).isEqualTo(0.25));
        assertThat(changes.get(1)).isInstanceOf(ToySeams.Changing.class);
        assertThat(changes("[rarely, { type = rarely, probability = 1 }]"))
                .as("one that says itself how often it is applied")
                .satisfiesExactly(
                        rarely -> assertThat(rarely)
                                .isInstanceOfSatisfying(
                                        Chance.class,
                                        chance ->
                                                assertThat(chance.probability()).isEqualTo(0.1)),
                        always -> assertThat(always).isInstanceOf(ToyShortening.Rarely.class));
        assertThatThrownBy(() -> changes("[{ type = seam, probability = 1.5 }]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("probability");
    }

    @Test
    void doesNotChangeTheSizeOfSomeExamplesOnly() {
        assertThat(changes("[{ type = shorten, to = 6, probability = 0.5 }]")).hasSize(1);
        assertThatThrownBy(() -> changes("[{ type = shorten, to = 4, probability = 0.5 }]"))
                .hasMessageContaining("augmentation shorten changes the size of examples")
                .hasMessageContaining("take its probability out");
    }

    private List<Augmentation> changes(String augment) {
        try {
            Path file = Files.writeString(
                    directory.resolve("augmented.conf"),
                    "name = toy, data = toy, split = toy, model = net, " + ToyPlugin.SHARED + "augment = " + augment);
            ExperimentParts parts = LOADER.load(file, List.of()).parts();
            return parts.stages()
                    .of(parts.reader().train(), new Seed(1), 0)
                    .get(0)
                    .augmentations();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
