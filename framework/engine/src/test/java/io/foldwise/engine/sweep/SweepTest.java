package io.foldwise.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.execution.BlockedException;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.UnitRunner;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.experiment.LoadedExperiment;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.run.RunException;
import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.study.SingleStudy;
import io.foldwise.engine.validation.Scores;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SweepTest {

    private static final ExperimentLoader LOADER = new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin())));
    private static final String EXPERIMENT =
            "name = toy, data = toy, split = toy, model = guess, submission = toy\n" + ToyPlugin.SHARED;
    private static final String SKILL = "\"model.skill\" = { uniform = [-1, 3] }\n";
    private static final String NETWORKS = "model = net, trainer.epochs = 12\n"
            + "search { trials = 10, lag = 2, pruning { curves { after = 3 } }\n"
            + "space { \"trainer.optimizer.lr\" = { log-uniform = [1e-4, 0.3] } } }";

    @TempDir
    private Path directory;

    private final List<String> notices = new ArrayList<>();

    @Test
    void writesWhatCameOut() throws InterruptedException {
        Sweep sweep = run("search { trials = 8, space {\n" + SKILL + "} }");
        RunFolder folder = sweep.run().folder();

        List<String> trials = read(folder.trials());
        assertThat(trials).hasSize(9);
        assertThat(trials.get(0))
                .isEqualTo("trial,rank,state,folds,mlogloss,mlogloss-deviation,mlogloss-fold-0,mlogloss-fold-1,"
                        + "mlogloss-fold-2,model.skill");
        assertThat(trials.get(1)).matches("0,\\d,finished,3,0\\.\\d+,0\\.\\d+,0\\.\\d+,0\\.\\d+,0\\.\\d+,-?\\d.*");
        assertThat(read(folder.times())).hasSize(9).first().isEqualTo("trial,folds,epochs,seconds,training-seconds");
        assertThat(read(folder.importance()).get(1))
                .startsWith("model.skill,8,")
                .endsWith("0.001");
        Selection selection = Json.read(folder.selection(), Selection.class);
        assertThat(selection.score())
                .isEqualTo(Json.read(folder.scores(), Scores.class)
                        .metrics()
                        .get("mlogloss")
                        .mean());
        assertThat(Json.read(folder.ensemble(), EnsembleChoice.class).members()).hasSize(24);
        assertThat(read(folder.submission())).hasSize(10);
        assertThatTheEnsembleIsScored(Json.read(folder.scores(), Scores.class), selection);
        assertThat(sweep.outcome().orElseThrow().trials())
                .extracting(SweepOutcome.Row::rank)
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(notices)
                .contains("trial 0 finished: mlogloss " + shown(trials.get(1).split(",")[4]) + ", the best so far");
    }

    private static void assertThatTheEnsembleIsScored(Scores scores, Selection selection) {
        List<Scores.EnsembleRow> rows = scores.ensemble();
        assertThat(rows).hasSize(9);
        assertThat(rows.get(8).trials()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(rows.get(selection.trial()).outOfFold().get("mlogloss"))
                .isEqualTo(scores.metrics().get("mlogloss").outOfFold());
        List<Double> alone = rows.subList(0, 8).stream()
                .map(row -> row.outOfFold().get("mlogloss"))
                .toList();
        double mean = alone.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        assertThat(rows.get(8).outOfFold().get("mlogloss"))
                .as("log loss is convex")
                .isLessThan(mean);
    }

    @Test
    void writesTheBestTrialAsAnExperimentThatGivesTheSameAgain() throws InterruptedException {
        Sweep sweep = run(NETWORKS);
        RunFolder swept = sweep.run().folder();

        LoadedExperiment best = LOADER.load(swept.best(), List.of());
        SingleStudy single = new SingleStudy(OpenRun.create(best, directory.resolve("single")));
        single.complete(executor(single.run(), 1, Integer.MAX_VALUE), event -> {});
        RunFolder run = single.run().folder();

        assertThat(read(swept.best()).get(0)).startsWith("# trial ").contains("best of");
        assertThat(best.space()).isEmpty();
        assertThat(read(outOfFold(run))).isEqualTo(read(outOfFold(swept)));
        assertThat(Json.read(run.scores(), Scores.class).metrics())
                .isEqualTo(Json.read(swept.scores(), Scores.class).metrics());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search { trials = 9, lag = 2, pruning { folds {} }, space {\n" + SKILL + "} }",
                "search { generator = grid, grid.points = 7, space {\n" + SKILL + "} }",
                "search { trials = 14, generator = genetic, genetic.population = 4, lag = 2, pruning { folds {} }, space {\n"
                        + SKILL + "} }",
                NETWORKS
            })
    void killedAndResumedItEndsAsIfNothingHadHappened(String search) throws InterruptedException {
        RunFolder undisturbed = run(search).run().folder();
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 3; i++) {
            RunFolder folder = create(search).run().folder();
            for (int kills = random.nextInt(1, 4); kills > 0; kills--) {
                kill(folder, random.nextInt(1, 4), random.nextInt(12));
            }
            Sweep resumed = Sweep.open(folder, LOADER, Optional.empty(), Optional.empty());
            resumed.complete(executor(resumed.run(), 3, Integer.MAX_VALUE), event -> {});

            assertThat(read(folder.trials())).isEqualTo(read(undisturbed.trials()));
            assertThat(read(folder.submission())).isEqualTo(read(undisturbed.submission()));
            assertThat(read(outOfFold(folder))).isEqualTo(read(outOfFold(undisturbed)));
            assertThat(read(folder.importance())).isEqualTo(read(undisturbed.importance()));
        }
    }

    @Test
    void givesAFoldUpByItsLearningCurve() throws InterruptedException {
        RunFolder folder = run(NETWORKS).run().folder();

        assertThat(read(folder.trials())).anyMatch(row -> row.contains("by learning curve"));
        String given = read(folder.trials()).stream()
                .filter(row -> row.contains("by learning curve"))
                .findFirst()
                .orElseThrow();
        UnitFolder unit = folder.unit(Integer.parseInt(given.split(",")[0]), Integer.parseInt(given.split(",")[3]) - 1);
        assertThat(unit.unit().givenUp()).isTrue();
        assertThat(unit.unit().epochs()).isLessThan(12);
        assertThat(unit.unit().stopReason()).matches("after \\d+ epochs worse than trial \\d+ after \\d+");
    }

    @Test
    void trainsADamagedUnitAgain() throws InterruptedException, IOException {
        RunFolder folder =
                run("search { trials = 4, space {\n" + SKILL + "} }").run().folder();
        List<String> before = read(folder.submission());
        Files.writeString(folder.unit(2, 1).file("test.csv"), "damaged");
        Files.delete(folder.submission());

        Sweep resumed = Sweep.open(folder, LOADER, Optional.empty(), Optional.empty());
        resumed.complete(executor(resumed.run(), 1, 1), this::note);

        assertThat(notices).contains("trial 2 fold 1 is trained again: test.csv is damaged");
        assertThat(read(folder.submission())).isEqualTo(before);
    }

    @Test
    void announcesNoMoreFoldsThanItsGridHas() {
        String two = "space { \"model.fault\" = { choice = [none, diverges] } } }";
        assertThat(create("search { generator = grid, trials = 6, " + two).units())
                .isEqualTo(2 * 3);
        assertThat(create("search { generator = grid, trials = 1, " + two).units())
                .isEqualTo(3);
        assertThat(create("search { generator = random, trials = 6, " + two).units())
                .isEqualTo(6 * 3);
    }

    @Test
    void recordsFailedTrialsAndDoesNotTryThemAgain() throws InterruptedException {
        String search = "search { generator = grid, grid.points = 2, space {\n" + SKILL
                + "\"model.fault\" = { choice = [none, diverges, breaks] } } }";
        RunFolder folder = run(search).run().folder();

        assertThat(read(folder.trials()))
                .filteredOn(row -> row.contains("failed: diverged"))
                .hasSize(2);
        assertThat(read(folder.trials()))
                .filteredOn(row -> row.contains("failed: error"))
                .hasSize(2);
        assertThat(folder.failure(1, 0)).content().contains("DIVERGED", "as it was told to");
        kill(folder, 1, 0); // there is nothing left to do
        assertThat(read(folder.trials()))
                .filteredOn(row -> row.contains("finished"))
                .hasSize(2);
    }

    @Test
    void saysWhyNoTrialFinished() {
        String search = "search { generator = grid, space { \"model.fault\" = { choice = [diverges, breaks] } } }";

        assertThatThrownBy(() -> run(search))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("none of 2 trials finished")
                .hasMessageContaining("1 of them: diverged, as trial 0: diverged: as it was told to")
                .hasMessageContaining("1 of them: error, as trial 1: IllegalStateException: broken")
                .hasMessageContaining("they stay failed");
    }

    @Test
    void blamesNoTrialWhenNothingCanBeFitted() throws InterruptedException {
        Sweep sweep = create("search { trials = 3, space {\n" + SKILL + "} }");
        UnitRunner blocked = new UnitRunner((unit, progress) -> {
            throw new BlockedException("the data has changed", null);
        });

        assertThatThrownBy(
                        () -> sweep.complete(new MixedUpExecutor(blocked, 2, new SplittableRandom(1), 9), this::note))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("the data has changed")
                .hasMessageContaining("foldwise resume");

        Sweep resumed = Sweep.open(sweep.run().folder(), LOADER, Optional.empty(), Optional.empty());
        resumed.complete(executor(resumed.run(), 2, Integer.MAX_VALUE), this::note);
        assertThat(resumed.outcome().orElseThrow().trials())
                .extracting(SweepOutcome.Row::state)
                .containsExactly("finished", "finished", "finished");
    }

    @Test
    void goesOnWithMoreTrials() throws InterruptedException {
        String search = "search { trials = %d, lag = 2, pruning { folds {} }, space {\n" + SKILL + "} }";
        RunFolder folder = run(search.formatted(5)).run().folder();
        RunFolder atOnce = run(search.formatted(9)).run().folder();

        Sweep more = Sweep.open(folder, LOADER, Optional.of(9), Optional.empty());
        more.complete(executor(more.run(), 2, Integer.MAX_VALUE), event -> {});

        assertThat(read(folder.trials())).isEqualTo(read(atOnce.trials()));
        assertThat(read(folder.submission())).isEqualTo(read(atOnce.submission()));
        assertThatThrownBy(() -> Sweep.open(folder, LOADER, Optional.of(4), Optional.empty()))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("has 9 trials already");
    }

    @Test
    void endsWithItsTimeLimitAndGoesOnWhenMoreTrialsAreAskedFor() throws InterruptedException {
        RunFolder folder = run("search { trials = 5, time-limit = 10ms, space {\n" + SKILL + "} }", 1)
                .run()
                .folder();
        assertThat(read(folder.trials())).hasSizeLessThan(6);

        Sweep more = Sweep.open(folder, LOADER, Optional.of(6), Optional.empty());
        more.complete(executor(more.run(), 2, Integer.MAX_VALUE), event -> {});

        assertThat(read(folder.trials())).hasSize(7);
    }

    @Test
    void resumeWritesNothingAgainThatIsWritten() throws InterruptedException, IOException {
        RunFolder folder =
                run("search { trials = 3, space {\n" + SKILL + "} }").run().folder();
        List<Path> written = IntStream.range(0, 3)
                .boxed()
                .flatMap(trial -> Stream.of(folder.trialRecord(trial), folder.trialExperiment(trial)))
                .toList();
        for (Path file : written) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }

        Sweep resumed = Sweep.open(folder, LOADER, Optional.of(4), Optional.empty());
        resumed.complete(executor(resumed.run(), 1, Integer.MAX_VALUE), event -> {});

        assertThat(read(folder.trials())).hasSize(5);
        for (Path file : written) {
            assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.from(Instant.EPOCH));
        }
    }

    @Test
    void looksForEveryTrialOnceToSeeWhatIsMissing() throws InterruptedException, IOException {
        Sweep sweep = run("search { trials = 1, space {\n" + SKILL + "} }");
        long few = workOfMissing(sweep, 50);
        long many = workOfMissing(sweep, 400);

        assertThat((double) many / few).as("8 times as many trials").isLessThan(12);
    }

    /** In bytes of objects that are made. */
    private static long workOfMissing(Sweep sweep, int begun) throws IOException {
        RunFolder folder = sweep.run().folder();
        for (int trial = 1; trial < begun; trial++) {
            Files.createDirectories(folder.trial(trial));
            Files.writeString(folder.trialRecord(trial), "");
        }
        sweep.missing(event -> {}); // what happens once does not count
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        sweep.missing(event -> {});
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void refusesToGoOnWithAChangedExperiment() throws InterruptedException, IOException {
        RunFolder folder =
                run("search { trials = 3, space {\n" + SKILL + "} }").run().folder();
        String resolved = Files.readString(folder.resolved());
        Files.writeString(
                folder.resolved(), resolved + "\nsearch.space.\"model.skill\".uniform = [0, 3], data.samples = 61");

        assertThatThrownBy(() -> Sweep.open(folder, LOADER, Optional.empty(), Optional.empty()))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("data.samples was 60 and is 61")
                .hasMessageContaining("search.space.\"model.skill\".uniform was [-1,3] and is [0,3]");

        Files.writeString(folder.resolved(), resolved + "\nexecution.workers = 3, search.trials = 7");
        assertThat(Sweep.open(folder, LOADER, Optional.empty(), Optional.empty())
                        .run()
                        .folder())
                .isEqualTo(folder);
    }

    @Test
    void warnsOfWorkersThatMustWait() throws InterruptedException {
        run("search { trials = 3, lag = 2, generator = genetic, space {\n" + SKILL + "} }", 3);

        assertThat(notices.get(0)).startsWith("with search.lag = 2, some of 3 workers will have to wait");
    }

    private Sweep create(String search) {
        Path file = directory.resolve("toy.conf");
        try {
            Files.writeString(file, EXPERIMENT + search);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Sweep.create(LOADER.load(file, List.of()), directory.resolve("results"), LOADER);
    }

    private Sweep run(String search) throws InterruptedException {
        return run(search, 2);
    }

    private Sweep run(String search, int workers) throws InterruptedException {
        Sweep sweep = create(search);
        sweep.complete(executor(sweep.run(), workers, Integer.MAX_VALUE), this::note);
        return sweep;
    }

    /** Goes on with a sweep until so many units have ended. */
    private static void kill(RunFolder folder, int workers, int units) {
        Sweep sweep = Sweep.open(folder, LOADER, Optional.empty(), Optional.empty());
        try {
            sweep.complete(executor(sweep.run(), workers, units), event -> {});
        } catch (InterruptedException killed) {
            // as it was meant to be; a new start knows only what is on disk
        }
    }

    private static MixedUpExecutor executor(OpenRun run, int workers, int units) {
        return new MixedUpExecutor(new UnitRunner(run.work()), workers, new SplittableRandom(units + workers), units);
    }

    private void note(RunEvent event) {
        if (event instanceof RunEvent.Notice notice) {
            notices.add(notice.text());
        }
    }

    private static String shown(String number) {
        return String.format(Locale.ROOT, "%.5g", Double.parseDouble(number));
    }

    private static Path outOfFold(RunFolder run) {
        LabelSchema labels = TinyVectors.schema(3);
        return run.outOfFold(Task.of(labels)).file(labels);
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
