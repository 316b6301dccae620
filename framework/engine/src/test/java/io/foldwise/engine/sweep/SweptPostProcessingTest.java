package io.foldwise.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.execution.InProcessExecutor;
import io.foldwise.engine.execution.UnitRunner;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.postprocessing.PostProcessingRecord;
import io.foldwise.engine.prediction.OutputFile;
import io.foldwise.engine.prediction.RunPredictor;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.validation.Scores;
import io.foldwise.engine.wiring.PluginLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SweptPostProcessingTest {

    private static final ExperimentLoader LOADER =
            new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin(), new ScalesPlugin(), new OddPlugin())));
    private static final String EXPERIMENT = "name = toy, data = toy, split = toy, model = guess\n" + ToyPlugin.SHARED;
    private static final String TURNED = "post-processing = [{ type = scaled, by = -1 }]\n"
            + "search { generator = grid, trials = 2, space { \"model.skill\" = { choice = [3, -3] } } }\n";

    @TempDir
    private Path directory;

    @Test
    void ranksTrialsByWhatPostProcessingMakesOfThem() throws InterruptedException {
        RunFolder folder = run(TURNED);

        Selection selection = Json.read(folder.selection(), Selection.class);
        assertThat(selection.trial())
                .as("worse than chance, and right once turned")
                .isEqualTo(1);
        assertThat(selection.statement()).contains("after post-processing");
        assertThat(selection.score()).isLessThan(0.3);
        List<String> trials = read(folder.trials());
        assertThat(trials.get(0))
                .startsWith("trial,rank,state,folds,mlogloss,mlogloss-deviation,mlogloss-post-processed,");
        assertThat(trials.get(2)).startsWith("1,1,finished");
    }

    @Test
    void ranksThemByPredictionsWhereThatIsAskedFor() throws InterruptedException {
        RunFolder folder = run(TURNED + "search.ranked-by = predictions");

        assertThat(Json.read(folder.selection(), Selection.class).trial()).isZero();
        assertThat(read(folder.trials()).get(0)).doesNotContain("post-processed");
    }

    @Test
    void theBestTrialIsTheOneThatPredicts() throws InterruptedException {
        RunFolder folder = run(TURNED + "ensemble = highest");

        assertThat(Json.read(folder.ensemble(), EnsembleChoice.class).members())
                .extracting(EnsembleChoice.Member::trial)
                .containsOnly(1);
        assertThat(Json.read(folder.scores(), Scores.class).ensemble()).isEmpty();
    }

    /** An ensembler may weigh by something else than trials are ranked by. */
    @Test
    void anotherTrialThatPredictsAloneIsScoredAndCorrectedByItsOwnPredictions() throws InterruptedException {
        RunFolder folder = run(TURNED + "ensemble = lowest, post-processing = [shown]");

        assertThat(Json.read(folder.selection(), Selection.class).trial()).isZero();
        Scores scores = Json.read(folder.scores(), Scores.class);
        assertThat(scores.ensemble()).extracting(Scores.EnsembleRow::trials).containsExactly(List.of(1));
        double ofBest = scores.metrics().get("mlogloss").outOfFold();
        assertThat(scores.ensemble().get(0).outOfFold().get("mlogloss")).isGreaterThan(2 * ofBest);
        double shown = Json.read(folder.postProcessing(), PostProcessingRecord.class)
                .steps()
                .get(0)
                .values()
                .get("loss");
        assertThat(shown).isGreaterThan(2 * ofBest);
    }

    @Test
    void variesPostProcessingAndTrainsTheSameOnce() throws Exception {
        RunFolder folder = run("search { generator = grid, trials = 4, space {\n"
                + "\"model.skill\" = { choice = [1, 2] }\n"
                + "\"post-processing\" = { choice = [[{ type = scaled, by = -1 }], [{ type = scaled, by = 4 }]] } } }");

        int best = Json.read(folder.selection(), Selection.class).trial();
        assertThat(read(folder.trialExperiment(best))).anyMatch(line -> line.contains("by = 4"));
        assertThat(read(folder.trialExperiment(best))).anyMatch(line -> line.contains("skill = 2"));
        long distinct = List.of(0, 1, 2, 3).stream()
                .map(trial -> String.join("", read(folder.unit(trial, 0).file("unit.json"))))
                .distinct()
                .count();
        assertThat(distinct)
                .as("units that were trained, with the times that they took")
                .isEqualTo(2);
        EnsembleChoice ensemble = Json.read(folder.ensemble(), EnsembleChoice.class);
        assertThat(ensemble.members()).as("no model counts twice").hasSize(6);
        PostProcessingRecord learned = Json.read(folder.postProcessing(), PostProcessingRecord.class);
        assertThat(learned.trial()).isEqualTo(best);

        Path input = Files.writeString(directory.resolve("input"), "");
        Path output = directory.resolve("predicted.csv");
        new RunPredictor(folder, LOADER).predict(input, OutputFile.of(output), notice -> {});
        double first = Double.parseDouble(read(output).get(1).split(",")[1]);
        double raw = Double.parseDouble(
                read(folder.unit(best, 0).file("test.csv")).get(1).split(",")[1]);
        assertThat(Math.abs(first - 0.5)).as("surer than any model").isGreaterThan(1.5 * Math.abs(raw - 0.5));
    }

    @Test
    void variesWhatTrainingStartsFrom() throws InterruptedException {
        String networks = "model = net, trainer.epochs = 2\nsearch { generator = grid, trials = 2, space {\n"
                + "\"start.freeze\" = { choice = [[], %s] } } }";

        RunFolder folder = run(networks.formatted("[hidden]"));

        assertThat(read(folder.trials())).hasSize(3);
        assertThatThrownBy(() -> run(networks.formatted("[hiden]")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("search.space.\"start.freeze\": 'hiden' fits no layer that has weights");
    }

    private RunFolder run(String search) throws InterruptedException {
        Path file = directory.resolve("toy.conf");
        try {
            Files.writeString(file, EXPERIMENT + search);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Sweep sweep = Sweep.create(LOADER.load(file, List.of()), directory.resolve("results"), LOADER);
        sweep.complete(new InProcessExecutor(new UnitRunner(sweep.run().work()), event -> {}), event -> {});
        return sweep.run().folder();
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
