package io.foldwise.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.sample.Experiment;
import io.foldwise.engine.sample.LearningRate;
import io.foldwise.engine.sample.SamplePlugin;
import io.foldwise.engine.sample.SgdOptimizer;
import io.foldwise.engine.wiring.PluginLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExperimentSourceTest {

    private static final Path MAIN = Path.of("src/test/resources/config/including/main.conf");

    private final RecordBinder binder =
            new RecordBinder(PluginLoader.of(List.of(new SamplePlugin())).catalog());

    @Test
    void includesAreRelativeToTheFileThatIncludes() {
        ExperimentSource source = ExperimentSource.load(MAIN, List.of());

        assertThat(source.files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("main.conf", "base.conf", "trainer.conf", "patience.conf");
    }

    @Test
    void laterKeysOverrideIncludedOnes() {
        Experiment experiment = binder.bind(Experiment.class, ExperimentSource.load(MAIN, List.of()));

        assertThat(experiment.name()).isEqualTo("included");
        assertThat(experiment.trainer().epochs()).isEqualTo(7);
        assertThat(experiment.trainer().optimizer().params())
                .isEqualTo(new SgdOptimizer.Params(new LearningRate(0.25)));
        assertThat(experiment.trainer().patience()).hasMinutes(3);
    }

    @Test
    void settingsOverrideFilesBeforeSubstitution() {
        ExperimentSource source =
                ExperimentSource.load(MAIN, List.of(Setting.parse("rate=0.75"), Setting.parse("trainer.epochs=2")));

        Experiment experiment = binder.bind(Experiment.class, source);

        assertThat(experiment.trainer().epochs()).isEqualTo(2);
        assertThat(experiment.trainer().optimizer().params())
                .isEqualTo(new SgdOptimizer.Params(new LearningRate(0.75)));
    }

    @Test
    void theLaterSettingWins() {
        ExperimentSource source =
                ExperimentSource.load(MAIN, List.of(Setting.parse("seed=2"), Setting.parse("seed=3")));

        assertThat(binder.bind(Experiment.class, source).seed()).isEqualTo(3);
        assertThat(source.settings()).isEqualTo("seed = 2\nseed = 3\n");
    }

    @Test
    void aProblemOfASettingNamesTheSetting() {
        ExperimentSource source = ExperimentSource.load(MAIN, List.of(Setting.parse("trainer.epochs=-1")));

        assertThatThrownBy(() -> binder.bind(Experiment.class, source))
                .hasMessage("--set trainer.epochs: trainer.epochs: is -1, but must be at least 1\n1 problem");
    }

    @Test
    void inlinedTextLoadsAlone() {
        ExperimentSource source = ExperimentSource.load(MAIN, List.of());

        String inlined = source.inlined();

        assertThat(inlined)
                .contains("# More is not better.", "${data-dir}")
                .contains("# include \"parts/base.conf\"", "# end of patience.conf")
                .doesNotContainPattern("(?m)^\\s*include");
        assertThat(RecordRenderer.renderJson(binder.bind(Experiment.class, ExperimentSource.of(MAIN + "", inlined))
                        .trainer()))
                .isEqualTo(RecordRenderer.renderJson(
                        binder.bind(Experiment.class, source).trainer()));
    }

    @Test
    void keysAndTheirBlocksCanBeLocated() {
        ExperimentSource source =
                ExperimentSource.load(MAIN, List.of(Setting.parse("trainer.early-stop.best-folds=2")));

        assertThat(source.locate("trainer.epochs")).hasToString(MAIN + ":8: trainer.epochs");
        assertThat(source.locate("trainer.warm-up")).hasToString(MAIN + ":5: trainer.warm-up");
        assertThat(source.locate("model")).hasToString(MAIN.resolveSibling("parts/base.conf") + ":3: model");
        assertThat(source.locate("model.filters"))
                .hasToString(MAIN.resolveSibling("parts/base.conf") + ":3: model.filters");
        assertThat(source.locate("trainer.early-stop.best-folds"))
                .hasToString("--set trainer.early-stop.best-folds: trainer.early-stop.best-folds");
        assertThat(source.locate("metrics[0].clip")).hasToString(MAIN + ":11: metrics[0].clip");
        assertThat(source.locate("metrics[7]")).hasToString(MAIN + ":10: metrics[7]");
        assertThat(source.locate("nowhere")).hasToString(MAIN + ":1: nowhere");
    }

    @Test
    void aFileThatDoesNotExistIsNamedWithLikelyOnes() {
        assertThatThrownBy(() -> ExperimentSource.load(MAIN.resolveSibling("mian.conf"), List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(MAIN.resolveSibling("mian.conf")
                        + ": there is no such file; did you mean 'main.conf'?\n1 problem");
    }

    @Test
    void aDirectoryThatDoesNotExistIsNoReasonToCrash() {
        assertThatThrownBy(() -> ExperimentSource.load(Path.of("no/where.conf"), List.of()))
                .hasMessage("no/where.conf: there is no such file\n1 problem");
    }

    @Test
    void aFileThatIsNotTextIsRefused(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("x.conf"), new byte[] {(byte) 0xC3, (byte) 0x28});

        assertThatThrownBy(() -> ExperimentSource.load(file, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cannot be read as UTF-8 text");
    }

    @Test
    void filesBelowTheWorkingDirectoryAreShownRelativeToIt(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("x.conf"), "name =");

        assertThatThrownBy(() -> ExperimentSource.load(file, List.of(), directory))
                .hasMessageStartingWith("x.conf:1: ");
        assertThatThrownBy(() -> ExperimentSource.load(file, List.of())).hasMessageStartingWith(file + ":1: ");
    }

    @Test
    void environmentVariablesMayBeSubstituted() {
        ExperimentSource source = ExperimentSource.of("x.conf", "name = x, model = net, data { train = \"/\"${PATH} }");

        assertThat(binder.bind(Experiment.class, source).data().train())
                .hasValue(Path.of("/" + System.getenv("PATH")).normalize());
    }
}
