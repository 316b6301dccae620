package io.foldwise.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.execution.FailureKind;
import io.foldwise.engine.execution.Outcome;
import io.foldwise.engine.execution.RunEvent.Notice;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.search.ArbiterProposer;
import io.foldwise.engine.search.Proposal;
import io.foldwise.engine.search.Proposer;
import io.foldwise.engine.search.SearchSettings;
import io.foldwise.engine.search.SearchSpace;
import io.foldwise.engine.search.Searches;
import io.foldwise.engine.sweep.TrialState.Failed;
import io.foldwise.engine.sweep.TrialState.Finished;
import io.foldwise.engine.sweep.TrialState.Pruned;
import io.foldwise.spi.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrialQueueTest {

    private static final int FOLDS = 4;
    private static final String BY_FOLDS = "pruning { folds {} }";
    private static final String SPACE = "space { \"trainer.epochs\" = { int-uniform = [1, 30] } }";
    private static final String BY_BOTH = "pruning { folds { after = 2, risk = 0.1 }, curves {} }";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trials = 12",
                "trials = 20, " + BY_FOLDS,
                "trials = 20, lag = 1, " + BY_BOTH,
                "trials = 20, lag = 3, " + BY_BOTH,
                "trials = 20, generator = grid, grid.shuffled = true, " + BY_FOLDS,
                "trials = 24, generator = genetic, genetic.population = 6",
                "trials = 24, generator = genetic, genetic.population = 6, lag = 2, " + BY_BOTH
            })
    void comesOutTheSameWithAnyNumberOfWorkersAndHoweverOftenItIsKilled(String search) {
        FakeSweep undisturbed = new FakeSweep(search, FOLDS).run(1, new SplittableRandom(0));
        SplittableRandom random = new SplittableRandom(42);

        for (int workers = 1; workers <= 7; workers++) {
            FakeSweep other = undisturbed.afresh().run(workers, random);
            assertThat(other.table()).isEqualTo(undisturbed.table());
        }
        for (int i = 0; i < 12; i++) {
            FakeSweep killed = undisturbed.afresh();
            for (int kills = random.nextInt(1, 5); kills > 0; kills--) {
                killed.run(random.nextInt(1, 5), random, random.nextInt(30));
                killed.kill();
            }
            killed.run(random.nextInt(1, 5), random);
            assertThat(killed.table()).isEqualTo(undisturbed.table());
        }
    }

    @Test
    void killedAfterEveryUnitItTrainsNothingTwice() {
        FakeSweep undisturbed =
                new FakeSweep("trials = 12, generator = genetic, " + BY_BOTH, FOLDS).run(1, new SplittableRandom(0));
        FakeSweep killed = undisturbed.afresh();
        for (int unit = 0; unit < undisturbed.trained(); unit++) {
            killed.run(1, new SplittableRandom(0), 1);
            killed.kill();
        }
        killed.run(1, new SplittableRandom(0));

        assertThat(killed.table()).isEqualTo(undisturbed.table());
        assertThat(killed.trained()).isEqualTo(undisturbed.trained());
    }

    @Test
    void goesOnWithMoreTrialsAsIfTheyHadBeenAskedForAtOnce() {
        for (String search : List.of("generator = random, " + BY_BOTH, "generator = genetic, genetic.population = 6")) {
            FakeSweep few = new FakeSweep("trials = 9, " + search, FOLDS).run(3, new SplittableRandom(1));
            FakeSweep many = new FakeSweep("trials = 21, " + search, FOLDS).run(2, new SplittableRandom(2));

            assertThat(many.table()).hasSize(21).startsWith(few.table().toArray(String[]::new));
        }
    }

    @Test
    void keepsEveryWorkerBusyWhereNothingMustBeWaitedFor() {
        for (String search : List.of("trials = 40", "trials = 40, " + BY_FOLDS)) {
            for (int workers = 1; workers <= 6; workers++) {
                FakeSweep sweep = new FakeSweep(search, FOLDS).run(workers, new SplittableRandom(workers));

                // at the very end there is not enough left for everybody
                assertThat(sweep.idle()).isLessThanOrEqualTo(workers * workers);
            }
        }
    }

    @Test
    void waitsForNoMoreThanALearningGeneratorNeeds() {
        FakeSweep sweep = new FakeSweep("trials = 60, generator = genetic, genetic.population = 6, lag = 4", FOLDS);

        sweep.run(4, new SplittableRandom(3));

        assertThat(sweep.idle() / (4.0 * sweep.trained())).isLessThan(0.05);
    }

    @Test
    void givesTrialsUpAndSavesWork() {
        FakeSweep all = new FakeSweep("trials = 40", FOLDS).run(2, new SplittableRandom(1));
        FakeSweep folds = new FakeSweep("trials = 40, " + BY_FOLDS, FOLDS).run(2, new SplittableRandom(1));
        FakeSweep both = new FakeSweep("trials = 40, " + BY_BOTH, FOLDS).run(2, new SplittableRandom(1));

        assertThat(all.states()).noneMatch(Pruned.class::isInstance);
        assertThat(folds.states()).anyMatch(Pruned.class::isInstance);
        assertThat(both.trained()).isLessThan(folds.trained());
        assertThat(folds.trained()).isLessThan(all.trained());
        assertThat(best(folds)).isEqualTo(best(all));
        assertThat(best(both)).isEqualTo(best(all));
    }

    @Test
    void recordsAFailedTrialUpToItsFirstFailedFoldAndGoesOn() {
        FakeSweep sweep = new FakeSweep("trials = 60", FOLDS).run(3, new SplittableRandom(1));

        assertThat(sweep.states()).hasSize(60).anyMatch(Finished.class::isInstance);
        assertThat(sweep.states())
                .filteredOn(Failed.class::isInstance)
                .isNotEmpty()
                .allMatch(state -> state.objective().size() < FOLDS);
        assertThat(sweep.states()).contains(new Failed(List.of(), FailureKind.ERROR, "does not bind"));
    }

    @Test
    void endsWhenThereIsNothingElseToTry() {
        FakeSweep sweep = new FakeSweep("trials = 500, generator = grid, grid.points = 2", 2);

        assertThat(sweep.run(2, new SplittableRandom(1)).table()).hasSize(2 * 2 * 4);
    }

    @Test
    void callsATrialTheBestSoFarThoughAnEarlierOneHasNoScore() {
        List<String> told = new ArrayList<>();
        TrialQueue queue = new TrialQueue(
                new ArbiterProposer(settings(), space(), new Seed(1)),
                number -> number >= 4,
                settings(),
                1,
                new PrimaryMetric("loss", false),
                TrialScores.OF_PREDICTIONS,
                new ScoredTrials(List.of(Double.NaN, -0.5, Double.NaN, -0.4)),
                event -> told.add(((Notice) event).text()));

        for (Optional<Unit> unit = queue.next(); unit.isPresent(); unit = queue.next()) {
            queue.ended(new Outcome.Finished(unit.get()));
        }

        assertThat(told)
                .containsExactly(
                        "trial 0 finished: loss NaN",
                        "trial 1 finished: loss 0.50000, the best so far",
                        "trial 2 finished: loss NaN",
                        "trial 3 finished: loss 0.40000, the best so far");
    }

    @Test
    void breedsFromTheScoresThatTrialsAreRankedBy() {
        List<Double> learned = new ArrayList<>();
        TrialQueue queue = new TrialQueue(
                new Proposer() {
                    private int trials;

                    @Override
                    public Optional<Proposal> next() {
                        return Optional.of(new Proposal(trials++, Map.of()));
                    }

                    @Override
                    public boolean learns() {
                        return true;
                    }

                    @Override
                    public void learn(int trial, double objective) {
                        learned.add(objective);
                    }
                },
                number -> number >= 4,
                Searches.settings("search { trials = 4, lag = 1, " + SPACE + " }"),
                1,
                new PrimaryMetric("loss", false),
                TrialScores.postProcessed(trial -> List.of(trial.number() * 10.0)),
                new ScoredTrials(List.of(-0.1, -0.2, -0.3, -0.4)),
                event -> {});

        for (Optional<Unit> unit = queue.next(); unit.isPresent(); unit = queue.next()) {
            queue.ended(new Outcome.Finished(unit.get()));
        }

        assertThat(learned).containsExactly(0.0, 10.0, 20.0);
    }

    private static SearchSettings settings() {
        return Searches.settings("search { trials = 4, " + SPACE + " }");
    }

    private static SearchSpace space() {
        return Searches.checked("name = x, model = net\nsearch { " + SPACE + " }");
    }

    /** Trials of a single fold with the given scores. */
    private record ScoredTrials(List<Double> objective) implements Journal {
        @Override
        public int trials() {
            return 0;
        }

        @Override
        public Optional<String> begin(Proposal proposal, Optional<Integer> incumbent) {
            return Optional.empty();
        }

        @Override
        public Optional<FoldResult> recorded(Unit unit) {
            return Optional.empty();
        }

        @Override
        public FoldResult record(Outcome outcome) {
            return new FoldResult.Scored(objective.get(outcome.unit().trial()), Map.of(), false);
        }
    }

    private static double best(FakeSweep sweep) {
        return sweep.states().stream()
                .filter(Finished.class::isInstance)
                .mapToDouble(TrialState::mean)
                .max()
                .orElseThrow();
    }
}
