package io.foldwise.engine.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.sample.Experiment;
import io.foldwise.engine.sample.LearningRate;
import io.foldwise.engine.sample.SamplePlugin;
import io.foldwise.engine.sample.SgdOptimizer;
import io.foldwise.engine.wiring.PluginLoader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
    void aRecordIncludesNothing() {
        String file = MAIN.toAbsolutePath().toString();

        for (String include : List.of("include \"" + file + "\"", "include file(\"" + file + "\")")) {
            assertThatThrownBy(() -> ExperimentSource.recorded("resolved.conf", include))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("no run's record includes a file");
        }
    }

    @Test
    void aRecordSeesNothingOfTheEnvironment() {
        String text = "name = ${PATH}";

        assertThat(ExperimentSource.of("a.conf", text).fromEnvironment("name")).isTrue();
        assertThatThrownBy(() -> binder.bind(Experiment.class, ExperimentSource.recorded("a.conf", text)))
                .hasMessageContaining("nothing sets ${PATH}");
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
    void aFileThatIsNotUtf8IsRefusedWithTheLine(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("x.conf"), "name = x\n\n# 1 \u00B5m\n".getBytes(ISO_8859_1));

        assertThatThrownBy(() -> ExperimentSource.load(file, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ":3: is not UTF-8: byte 0xB5; save it as UTF-8\n1 problem");
    }

    @Test
    void utf16IsNamed(@TempDir Path directory) throws IOException {
        Path marked = Files.write(directory.resolve("marked.conf"), "name = x\n".getBytes(UTF_16));
        Path bare = Files.write(directory.resolve("bare.conf"), "name = x\n".getBytes(UTF_16LE));

        assertThatThrownBy(() -> ExperimentSource.load(marked, List.of()))
                .hasMessage(marked + ": is UTF-16 text; save it as UTF-8\n1 problem");
        assertThatThrownBy(() -> ExperimentSource.load(bare, List.of()))
                .hasMessage(bare + ":1: holds a NUL character; is it UTF-16 or no text?; save it as UTF-8\n1 problem");
    }

    @Test
    void aByteOrderMarkIsPassedOver(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("x.conf"), "\uFEFFname = x, model = net\n");

        ExperimentSource source = ExperimentSource.load(file, List.of());

        assertThat(binder.bind(Experiment.class, source).name()).isEqualTo("x");
        assertThat(source.inlined()).isEqualTo("name = x, model = net\n");
    }

    @Test
    void aFileLargerThanAnyExperimentIsNotRead(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("x.conf");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(1L << 30); // one line of zeros, which take no room on the disk
        }

        assertThatThrownBy(() -> ExperimentSource.load(file, List.of()))
                .hasMessage(file + ": is larger than 1 MiB; is it an experiment file?\n1 problem");
    }

    @Test
    void aDirectoryIsNoExperiment(@TempDir Path directory) {
        assertThatThrownBy(() -> ExperimentSource.load(directory, List.of()))
                .hasMessage(directory + ": is a directory, not a file; name an experiment file in it\n1 problem");
    }

    @Test
    void includesThatMultiplyAreRefused(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a0.conf"), "# " + "x".repeat(1_000_000));
        for (int i = 1; i <= 30; i++) {
            String include = "include \"a" + (i - 1) + ".conf\"\n";
            Files.writeString(directory.resolve("a" + i + ".conf"), include + include);
        }

        assertThatThrownBy(() -> ExperimentSource.load(directory.resolve("a30.conf"), List.of()))
                .hasMessageContaining("is included by 10 files in a row");
        assertThatThrownBy(() -> ExperimentSource.load(directory.resolve("a9.conf"), List.of()))
                .hasMessageContaining("includes more than 4 MiB");
    }

    @Test
    void aValueGivenTwiceInOneFileIsTold(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("base.conf"), "seed = 1\n");
        Files.writeString(directory.resolve("x.conf"), "include \"base.conf\"\nseed = 2\nname = x\nseed = 3\n");

        assertThat(ExperimentSource.load(Path.of("x.conf"), List.of(), directory)
                        .oddities())
                .map(Problem::toString)
                .containsExactly("x.conf:4: seed: overrides line 2; take one of the two out");
    }

    @Test
    void substitutionsThatShareLittleAreNoGrowth() {
        String many = "data-dir = data\n"
                + IntStream.range(0, 200)
                        .mapToObj(i -> "a" + i + " = ${data-dir}\"/" + i + "\", a" + i + " = ${a" + i + "}x\n")
                        .collect(Collectors.joining());

        assertThat(ExperimentSource.of("x.conf", many).locate("a199")).hasToString("x.conf:201: a199");
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

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aDeviceIsNoExperimentAndNotWaitedFor(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x.conf"), "include \"/dev/null\"\nname = x\nmodel = net\n");

        assertThatThrownBy(() -> ExperimentSource.load(file, List.of()))
                .hasMessageContaining("null: is a pipe or a device, not a file; name an experiment file");
    }

    /** A path for each value would be gigabytes. */
    @Test
    void whatIsBelowLongKeysNeedsNoMoreMemoryThanItsText() {
        String entries =
                IntStream.range(0, 20_000).mapToObj(i -> "a" + i + "=1").collect(Collectors.joining("\n"));
        String keys = IntStream.range(0, 90).mapToObj(i -> "k".repeat(1000)).collect(Collectors.joining("."));

        ExperimentSource source =
                ExperimentSource.of("x.conf", "name = x\nmodel = net\n" + keys + " {\n" + entries + "}");

        assertThat(source.oddities()).isEmpty();
    }
}
