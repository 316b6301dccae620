package io.foldwise.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.archive.ModelArchive;
import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.execution.InProcessExecutor;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.execution.UnitRunner;
import io.foldwise.engine.experiment.DataPlace;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.experiment.LoadedExperiment;
import io.foldwise.engine.prediction.RunPredictor;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.study.SingleStudy;
import io.foldwise.engine.sweep.ToyPlugin;
import io.foldwise.engine.weights.WeightFiles;
import io.foldwise.engine.weights.WeightFiles.Array;
import io.foldwise.engine.wiring.PluginLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From one run to the next, through the whole engine. */
final class StartTest {

    private static final ExperimentLoader LOADER =
            new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin(), new FiledPlugin())));
    private static final String FIRST =
            "name = toy, data = toy, split = toy, model = net, " + ToyPlugin.SHARED.strip() + ", trainer.epochs = 2\n";
    /** Steps of no length: what a run ends with is what it started from. */
    private static final String STANDING = "name = toy, data = toy, split = toy, model = net, "
            + ToyPlugin.SHARED.strip() + ", trainer { epochs = 1, optimizer.lr = 1e-30 }\n";

    @TempDir
    private Path directory;

    @Test
    void startsEveryFoldFromTheSameFoldOfAnEarlierRun() throws Exception {
        RunFolder first = run(FIRST);

        RunFolder second = run(STANDING + "start.weights.run = \"" + first.path() + "\"");

        for (int fold = 0; fold < 3; fold++) {
            assertThat(model(second, fold).params())
                    .isEqualTo(model(first, fold).params());
        }
        assertThat(model(first, 0).params()).isNotEqualTo(model(first, 1).params());
        assertThat(log(second, 1))
                .anyMatch(line -> line.endsWith("fold-1/model.zip: 4 of 4 parameters are taken from it"))
                .contains("  taken: hidden/W from 'hidden/W'");
    }

    @Test
    void startsFromAModelThatWasValidatedWithTheSameSamples() throws Exception {
        RunFolder first = run(FIRST + "split { type = toy, validation = true }");

        RunFolder second =
                run(STANDING + "split { type = toy, validation = true }\nstart.weights.run = \"" + first.path() + "\"");

        assertThat(model(second, 1).params()).isEqualTo(model(first, 1).params());
    }

    @Test
    void takesWeightsOfAFileAndLeavesFrozenLayersAsTheyAre() throws Exception {
        float[] kernel = new float[48];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (i - 20) / 64f;
        }
        Path file = WeightFiles.safetensors(
                directory.resolve("w.safetensors"),
                Map.of("net.0.weight", new Array(kernel, 6, 8), "net.2.weight", new Array(new float[40], 5, 8)));

        LoadedExperiment experiment = load(FIRST + "start { weights { file = \"" + file
                + "\", rules = [{ from = \"net\\\\.0\\\\.weight\", to = hidden/W }, { from = \"net\\\\.2\\\\.weight\", to ="
                + " logits/W, transpose = [1, 0] }] }, freeze = [\"hid*\"] }");
        OpenRun run = OpenRun.create(experiment, directory.resolve("results"));
        complete(run);

        ComputationGraph trained = model(run.folder(), 2);
        assertThat(trained.getLayer("hidden").getParam("W").dup('c').data().asFloat())
                .containsExactly(kernel);
        assertThat(trained.getLayer("hidden").getParam("b").sumNumber().doubleValue())
                .isZero();
        assertThat(trained.getLayer("logits").getParam("b").sumNumber().doubleValue())
                .isNotZero();
        String outcome =
                file + ": 1 of 4 parameters are taken from it; not in it: hidden/b, logits/b; of another shape:"
                        + " logits/W has the shape [8, 3], 'net.2.weight' gives [8, 5]";
        assertThat(log(run.folder(), 0)).contains(outcome);
        assertThat(run.notices()).extracting(RunEvent.Notice::text).contains("weights of " + outcome);
    }

    @Test
    void freezesInTheStageThatSaysSo() throws Exception {
        RunFolder first = run(FIRST);
        String start = "start.weights.run = \"" + first.path() + "\"\n";

        RunFolder second = run(
                STANDING + start
                        + "stages = [{}, { trainer { epochs = 3, keep-best = false, optimizer = adam }, start.freeze = [logits] }]");

        for (String parameter : List.of("W", "b")) {
            assertThat(model(second, 0).getLayer("logits").getParam(parameter))
                    .isEqualTo(model(first, 0).getLayer("logits").getParam(parameter));
        }
        assertThat(model(second, 0).getLayer("hidden").getParam("W"))
                .isNotEqualTo(model(first, 0).getLayer("hidden").getParam("W"));
    }

    @Test
    void believesNoRunThatAnsweredTheSameToHaveLearnedOfFeaturesAlone() throws Exception {
        RunFolder first = run(FIRST);

        assertThatThrownBy(() ->
                        run(STANDING + "start.weights { run = \"" + first.path() + "\", fold = 0, unlabelled = true }"))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("weights.unlabelled says that " + first.path());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            seed = 2025                      | fold 0 holds out 20 samples
            split { type = toy, folds = 2 }  | fold 0 holds out 30 samples
            start.weights.fold = 0           | fold 1 holds out 20 samples
            split { type = toy, validation = true }      | fold 0 holds out 20 samples
            """)
    void startsNoFoldFromAModelThatKnowsWhatItHoldsOut(String difference, String refusal) throws Exception {
        RunFolder first = run(FIRST);

        assertThatThrownBy(() -> run(STANDING + "start.weights.run = \"" + first.path() + "\"\n" + difference))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining(refusal)
                .hasMessageContaining("has learned from")
                .hasMessageContaining("that is a leak");
    }

    @Test
    void isForTheFirstStageAlone() {
        LoadedExperiment loaded = load(FIRST + "start.freeze = [hidden]\nstages = [{}, {}]");

        assertThat(loaded.parts().experiment().trainingStages())
                .extracting(stage -> stage.start().isPresent())
                .containsExactly(true, false);
    }

    @Test
    void refusesRunsWithoutAModelForTheFold() throws Exception {
        RunFolder first = run(FIRST);
        String start = "start.weights.run = \"" + first.path() + "\"\n";

        assertThatThrownBy(() -> run(STANDING + start + "start.weights.trial = 3"))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining(
                        "fold 0 cannot start from " + first.unit(3, 0).path() + ": it is not there");
        Files.writeString(first.unit(0, 1).file(UnitFolder.MODEL), "changed");
        assertThatThrownBy(() -> run(STANDING + start))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("fold 1 cannot start from")
                .hasMessageContaining("model.zip is damaged");
    }

    @Test
    void asksForTheFoldOfARunOnOtherData() throws Exception {
        RunFolder first = run(filed("one.csv", FIRST));
        String start = "start.weights.run = \"" + first.path() + "\"\n";

        assertThatThrownBy(() -> run(filed("two.csv", STANDING + start)))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("is a run on other data")
                .hasMessageContaining("name the fold whose model all folds start from, weights.fold = 0");

        RunFolder second = run(filed("two.csv", STANDING + start + "start.weights.fold = 2"));
        for (int fold = 0; fold < 3; fold++) {
            assertThat(model(second, fold).params()).isEqualTo(model(first, 2).params());
        }
        assertThatCode(() -> run(filed("one.csv", STANDING + start))).doesNotThrowAnyException();
        assertThatThrownBy(() -> run(filed("one.csv", STANDING + start + "start.weights.fold = 2")))
                .hasMessageContaining("that is a leak");
    }

    @Test
    void goesOnWithTheSameWeightsAlone() throws Exception {
        Path file = weights(1);
        OpenRun run =
                OpenRun.create(load(FIRST + "start.weights.file = \"" + file + "\""), directory.resolve("results"));
        assertThatCode(() -> OpenRun.open(run.folder(), LOADER, Optional.empty()))
                .doesNotThrowAnyException();

        weights(2);

        assertThatThrownBy(() -> OpenRun.open(run.folder(), LOADER, Optional.empty()))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining(file + ", which training starts from, has changed since this run began");
    }

    @Test
    void goesOnWithWeightsThatWereMoved() throws Exception {
        Path file = weights(1);
        Path data = Files.createDirectory(directory.resolve("data"));
        String experiment = filed("data/one.csv", FIRST + "start.weights.file = \"" + file + "\"");
        OpenRun run = OpenRun.create(load(experiment), directory.resolve("results"));
        complete(run);
        Path moved = Files.move(file, directory.resolve("moved.npz"));

        assertThatCode(() -> OpenRun.open(run.folder(), LOADER, Optional.empty()))
                .as("all is trained")
                .doesNotThrowAnyException();
        run.folder().unit(0, 1).remove();
        assertThatThrownBy(() -> OpenRun.open(run.folder(), LOADER, Optional.empty()))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining(
                        file + ", which training starts from, is missing: restore it, say in resolved.conf or with"
                                + " --data-dir where it is now");

        Files.move(moved, data.resolve(file.getFileName()));
        OpenRun again = OpenRun.open(run.folder(), LOADER, Optional.of(DataPlace.at(data)));
        assertThat(again.fingerprint().of(new Unit(0, 1)))
                .isEqualTo(run.fingerprint().of(new Unit(0, 1)));
        assertThat(new SingleStudy(again).missing(event -> {})).isEqualTo(1);
        complete(again);
        assertThatCode(() -> OpenRun.opened(run.folder(), LOADER)).doesNotThrowAnyException();
    }

    @Test
    void giveAUnitAnotherIdentity() {
        String experiment = FIRST + "start.weights.file = \"" + weights(1) + "\"";
        String one = fingerprint(experiment);
        String again = fingerprint(experiment);
        weights(2);

        assertThat(again).isEqualTo(one);
        assertThat(fingerprint(experiment)).isNotEqualTo(one);
    }

    private String fingerprint(String experiment) {
        OpenRun run = OpenRun.create(load(experiment), directory.resolve("results"));
        return run.fingerprint().of(new Unit(0, 0));
    }

    @Test
    void areNoLongerNeededToPredict() throws Exception {
        Path file = weights(1);
        RunFolder run = run(FIRST + "start.weights.file = \"" + file + "\"");
        Files.delete(file);

        assertThatCode(() -> new RunPredictor(run, LOADER)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            start.freeze = [hiden]                                   | test.conf:3: start.freeze: 'hiden' fits no layer that has weights; did you mean 'hidden'?
            start.freeze = ["conv-*"]                                | start.freeze: 'conv-*' fits no layer that has weights; there are hidden, logits
            start.freeze = ["*"]                                     | start.freeze: freezes all layers, and leaves nothing to train
            stages = [{}, { start.freeze = [logit] }]                | stages[1].start.freeze: 'logit' fits no layer that has weights; did you mean 'logits'?
            start.weights.file = none.npz                            | there is no such file
            start.weights.file = none.zip                            | write run = FOLDER in place of 'file'
            start.weights.run = none                                 | none is no folder of a run
            start.weights { run = none, file = none.npz }            | weights need either 'file' or 'run'
            start.weights { rules = [] }                             | weights need either 'file' or 'run'
            start.weights { file = none.npz, drop = ["("] }          | '(' is no regular expression
            start.freeze = [hidden], model = guess                   | model guess is fitted directly: it has no weights to start from
            """)
    void saysWhatIsWrongBeforeAnythingIsRead(String start, String problem) {
        assertThatThrownBy(() -> load(FIRST + "\n" + start))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(problem)
                .hasMessageEndingWith("1 problem");
    }

    @Test
    void saysBeforeTrainingThatNothingFits() {
        Path file = WeightFiles.npz(directory.resolve("w.npz"), Map.of("dense/kernel", new Array(new float[4], 2, 2)));

        assertThatThrownBy(() -> load(FIRST + "start.weights.file = \"" + file + "\""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "nothing of it fits this network; it holds dense/kernel [2, 2]; the network has hidden/W");
    }

    /** Where the shape of the input shows only when the data is read. */
    @Test
    void saysOnceTheDataIsReadThatLayersAreNotThere() {
        assertThatThrownBy(() -> run(filed("one.csv", FIRST + "start.freeze = [hiden]")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "test.conf: start.freeze: 'hiden' fits no layer that has weights; did you mean 'hidden'?");
        assertThat(directory.resolve("results")).doesNotExist();
    }

    private String filed(String name, String experiment) {
        Path file = directory.resolve(name);
        try {
            Files.writeString(file, name);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return experiment.replace("data = toy", "data { type = filed, file = \"" + file + "\" }");
    }

    private Path weights(float bias) {
        return WeightFiles.npz(
                directory.resolve("w.npz"), Map.of("logits/b", new Array(new float[] {bias, bias, bias}, 3)));
    }

    private LoadedExperiment load(String experiment) {
        try {
            return LOADER.load(Files.writeString(directory.resolve("test.conf"), experiment), List.of());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private RunFolder run(String experiment) throws InterruptedException {
        OpenRun run = OpenRun.create(load(experiment), directory.resolve("results"));
        complete(run);
        return run.folder();
    }

    private static void complete(OpenRun run) throws InterruptedException {
        new SingleStudy(run).complete(new InProcessExecutor(new UnitRunner(run.work()), event -> {}), event -> {});
    }

    private static ComputationGraph model(RunFolder run, int fold) throws IOException {
        return ModelArchive.read(run.unit(0, fold).file(UnitFolder.MODEL), Set.of());
    }

    private static List<String> log(RunFolder run, int fold) throws IOException {
        try (Stream<String> lines = Files.lines(run.unit(0, fold).file(UnitFolder.LOG))) {
            return lines.toList();
        }
    }
}
