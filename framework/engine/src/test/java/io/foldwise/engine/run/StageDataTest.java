package io.foldwise.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.execution.InProcessExecutor;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.execution.UnitRunner;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.experiment.LoadedExperiment;
import io.foldwise.engine.experiment.ToyHooks;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.study.SingleStudy;
import io.foldwise.engine.sweep.ToyPlugin;
import io.foldwise.engine.wiring.PluginLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Samples of a stage's own, through the whole engine. 60 samples in three folds: 40 are trained on, 20 held out. */
final class StageDataTest {

    private static final ExperimentLoader LOADER =
            new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin(), new FiledPlugin(), new ToyHooks())));
    private static final String TOY =
            "name = toy, data = toy, split = toy, model = net, " + ToyPlugin.SHARED.strip() + ", trainer.epochs = 1\n";

    @TempDir
    private Path directory;

    @Test
    void takesThePlaceOfTheTrainingPartWithoutWhatIsHeldOut() throws Exception {
        RunFolder run = run(TOY + "stages = [{}, { data { type = toy, samples = 75 } }]");

        assertThat(samples(run, 1))
                .as("40, and then 75 without the 20 that are held out")
                .isEqualTo(95);
        assertThat(log(run, 1))
                .contains("stage 1 has 75 samples of its own, 20 left out as held-out or validation samples");
        assertThat(log(run, 1)).contains("40 training, 20 validation, 20 held-out samples");
    }

    @Test
    void isTrainedOnBesidesTheTrainingPart() throws Exception {
        RunFolder run = run(TOY + "stages = [{ data { type = toy, samples = 75, add = true } }]");

        assertThat(samples(run, 0)).isEqualTo(95);
    }

    @Test
    void tellsWhatItLeavesOut() {
        OpenRun run = OpenRun.create(
                load(TOY + "stages = [{ data { type = toy, samples = 75 } }]"), directory.resolve("results"));

        assertThat(run.notices())
                .extracting(RunEvent.Notice::text)
                .anyMatch(
                        text -> text.startsWith("fold 2 leaves out 20 of the 75 samples that stage 0 has of its own"));
    }

    @Test
    void saysThatSamplesFromElsewhereBelongToNoGroup() throws IOException {
        Path table = Files.createFile(directory.resolve("elsewhere.csv"));
        String grouped = TOY.replace("data = toy", "data { type = toy, grouped = true }")
                .replace("split = toy", "split { type = toy, grouped = true }");
        String same = "stages = [{}, { data { type = toy, samples = 75 } }]";
        assertThat(load(grouped + same).notices()).isEmpty();

        String elsewhere = same.replace("samples = 75", "table = \"" + table + "\"");
        assertThat(load(grouped + elsewhere).notices()).singleElement().satisfies(notice -> {
            assertThat(notice.location().key()).isEqualTo("stages[1].data");
            assertThat(notice.message()).startsWith("these samples belong to no group");
        });
        assertThat(load(TOY + elsewhere).notices()).isEmpty();
    }

    @Test
    void learnsFromWhatModelsOfTheSameFoldSayOfTestSamples() throws Exception {
        RunFolder first = run(TOY.replace("epochs = 1", "epochs = 30"));
        String labelled = TOY + "stages = [{}, { data { type = toy, add = true, pseudo-labels { run = \"" + first.path()
                + "\", confidence = 0.6 } } }]";

        OpenRun second = OpenRun.create(load(labelled), directory.resolve("results"));
        complete(second);

        int chosen = samples(second.folder(), 2) - 80;
        assertThat(chosen).isBetween(1, 10);
        assertThat(log(second.folder(), 2)).contains(", " + chosen + " chosen by their pseudo-labels");
        assertThatThrownBy(() -> run(labelled + "\nseed = 2025"))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("has learned from")
                .hasMessageContaining("that is a leak");
        assertThat(samples(run(labelled.replace("confidence", "models = ensemble, confidence") + "\nseed = 2025"), 0))
                .isGreaterThan(80);
    }

    @Test
    void whatIsPredictedBelongsToARunsIdentity() throws Exception {
        RunFolder first = run(TOY);
        String labelled = TOY + "stages = [{ data { type = toy, add = true, pseudo-labels { run = \"" + first.path()
                + "\", confidence = 0 } } }]";
        OpenRun second = OpenRun.create(load(labelled), directory.resolve("results"));

        Path moved = Files.move(first.path(), directory.resolve("moved"));
        assertThatThrownBy(() -> OpenRun.open(second.folder(), LOADER, Optional.empty()))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("ensemble.json, which training takes labels from, is missing");
        OpenRun elsewhere = OpenRun.create(
                load(labelled.replace(first.path().toString(), moved.toString())), directory.resolve("results"));
        assertThat(elsewhere.fingerprint().of(new Unit(0, 0)))
                .isEqualTo(second.fingerprint().of(new Unit(0, 0)));

        Path predicted = new RunFolder(moved).unit(0, 1).file("test.csv");
        Files.writeString(predicted, Files.readString(predicted).replace("0.", "0.0"));
        assertThatThrownBy(() -> OpenRun.open(elsewhere.folder(), LOADER, Optional.empty()))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("test.csv, which training takes labels from, has changed");
    }

    @Test
    void isLabelledByAFileOfPredictions() throws Exception {
        Path file = directory.resolve("said.csv");
        StringBuilder lines = new StringBuilder("id,label-0,label-1,label-2\n");
        for (int sample = 9; sample >= 0; sample--) {
            lines.append("sample-%d,%s,0.01,0.02%n".formatted(sample, sample < 4 ? "0.97" : "0.6"));
        }
        Files.writeString(file, lines);
        String labelled = TOY + "stages = [{ data { type = toy, pseudo-labels { predictions = \"" + file + "\" } } }]";

        RunFolder run = run(labelled);

        assertThat(samples(run, 0))
                .as("those of the test samples that are sure")
                .isEqualTo(4);
        Files.writeString(file, lines.toString().replace("sample-3", "sample-33"));
        assertThatThrownBy(() -> run(labelled))
                .hasMessageContaining("has no prediction for 1 of 10 samples, such as 'sample-3'");
        Files.writeString(file, lines.toString().replace("label-2", "label-3"));
        assertThatThrownBy(() -> run(labelled)).hasMessageContaining("has the columns label-0, label-1, label-3, not");
    }

    @Test
    void hooksLearnFromUnlabelledSamplesThatAreNotHeldOut() throws Exception {
        String hooked = TOY.replace("trainer.epochs = 1", "trainer.epochs = 3") + "hooks = [student]\n";
        RunFolder test = run(hooked + "unlabelled { type = toy, batch = 4 }");
        RunFolder train =
                run(hooked + "stages = [{ unlabelled { type = toy, part = train, samples = 80, batch = 4 } }]");

        assertThat(log(test, 0))
                .contains("stage 0 has 10 unlabelled samples, 0 left out as held-out or validation samples");
        assertThat(log(train, 0))
                .contains("stage 0 has 80 unlabelled samples, 20 left out as held-out or validation samples");
        assertThat(Files.readString(test.unit(0, 0).file("oof.csv")))
                .isNotEqualTo(Files.readString(train.unit(0, 0).file("oof.csv")));
        assertThat(samples(train, 0)).as("they are no samples of the epoch").isEqualTo(120);
    }

    @Test
    void refusesAStageWithNothingToTrainOn() throws Exception {
        RunFolder first = run(TOY);

        assertThatThrownBy(() -> run(TOY + "stages = [{ data { type = toy, pseudo-labels { run = \"" + first.path()
                        + "\", confidence = 1 } } }]"))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("stages[0].data: no sample is left to train on");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { type = toi }                                                          | there is no reader 'toi'
            { type = two-labels, part = test }                                      | there are no test samples
            { type = toy, pseudo-labels { run = none } }                            | none is no folder of a finished run
            { type = toy, pseudo-labels { predictions = none.csv } }                | there is no file
            { type = toy, pseudo-labels { confidence = 0.5 } }                      | pseudo-labels need either 'run' or 'predictions'
            { type = filed, file = none.csv }                                       | there is no file
            { type = filed, file = none.csv, part = test }                          | there is no file
            { type = two-labels }                                                   | asks for other answers than the experiment's data
            { type = wide, add = true }                                             | gives vectors of 7 numbers, and the experiment's data gives vectors of 6 numbers
            { type = prepared }                                                     | reader prepared cannot prepare its samples as reader toy learns it of a fold
            """)
    void isCheckedBeforeAnythingIsRead(String data, String problem) {
        ExperimentLoader loader =
                new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin(), new FiledPlugin(), new OtherToys())));

        assertThatThrownBy(() -> loader.load(file(TOY + "stages = [{}, { data " + data + " }]"), List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("stages")
                .hasMessageContaining(problem);
    }

    @Test
    void isNothingForModelsThatAreFittedDirectly() {
        assertThatThrownBy(() -> load(TOY + "model = guess, stages = [{ data = toy }]"))
                .hasMessageContaining("model guess is fitted directly: it has no stages");
    }

    private Path file(String experiment) {
        try {
            return Files.writeString(directory.resolve("test.conf"), experiment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LoadedExperiment load(String experiment) {
        return LOADER.load(file(experiment), List.of());
    }

    private RunFolder run(String experiment) throws InterruptedException {
        OpenRun run = OpenRun.create(load(experiment), directory.resolve("results"));
        complete(run);
        return run.folder();
    }

    private static void complete(OpenRun run) throws InterruptedException {
        new SingleStudy(run).complete(new InProcessExecutor(new UnitRunner(run.work()), event -> {}), event -> {});
    }

    private static int samples(RunFolder run, int fold) {
        return Math.toIntExact(run.unit(0, fold).unit().samples());
    }

    private static String log(RunFolder run, int fold) throws IOException {
        return Files.readString(run.unit(0, fold).file(UnitFolder.LOG));
    }
}
