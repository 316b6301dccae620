package io.foldwise.engine.sweep;

import io.foldwise.engine.execution.FailureKind;
import io.foldwise.engine.execution.Outcome;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.search.ArbiterProposer;
import io.foldwise.engine.search.Proposal;
import io.foldwise.engine.search.SearchSettings;
import io.foldwise.engine.search.SearchSpace;
import io.foldwise.engine.search.Searches;
import io.foldwise.spi.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A sweep in which nothing is trained: a fold's result is a formula of the trial's values and the fold's number. Workers
 * finish in random order. What the sweep writes down survives {@link #kill}.
 */
final class FakeSweep implements Journal {

    private static final String SPACE = "space { \"trainer.optimizer.lr\" = { log-uniform = [1e-4, 5e-3] }\n"
            + "\"trainer.epochs\" = { int-uniform = [1, 30] }\n"
            + "\"model.filters\" = { choice = [32, 64, 128, 256] } }";

    private final SearchSettings settings;
    private final SearchSpace space;
    private final int folds;
    private final Map<Integer, Proposal> proposals = new HashMap<>();
    private final Map<Integer, Optional<Integer>> incumbents = new HashMap<>();
    private final Map<Unit, FoldResult> results = new HashMap<>();
    private final List<Unit> running = new ArrayList<>();
    private int trials;
    private TrialQueue queue;
    private int trained;
    private int idle;

    /** @param search the settings of the search, but for its space */
    FakeSweep(String search, int folds) {
        this.settings = Searches.settings("search { " + search + "\n" + SPACE + " }");
        this.space = Searches.checked("name = x, model = net\nsearch { " + SPACE + " }");
        this.folds = folds;
        kill();
    }

    private FakeSweep(FakeSweep other) {
        this.settings = other.settings;
        this.space = other.space;
        this.folds = other.folds;
        kill();
    }

    /** The same sweep, from its beginning. */
    FakeSweep afresh() {
        return new FakeSweep(this);
    }

    /** Forgets all that is not written down, and begins again. */
    void kill() {
        running.clear();
        trials = proposals.size();
        queue = new TrialQueue(
                new ArbiterProposer(settings, space, new Seed(1)),
                number -> number >= settings.trials(),
                settings,
                folds,
                new PrimaryMetric("mlogloss", false),
                TrialScores.OF_PREDICTIONS,
                this,
                event -> {});
    }

    /** Lets workers work until nothing is left, or so many units have ended. */
    FakeSweep run(int workers, SplittableRandom random, int units) {
        for (int ended = 0; ended < units; ended++) {
            for (Optional<Unit> unit = next(workers); unit.isPresent(); unit = next(workers)) {
                running.add(unit.get());
            }
            if (running.isEmpty()) {
                return this;
            }
            idle += workers - running.size();
            end(running.remove(random.nextInt(running.size())));
        }
        return this;
    }

    FakeSweep run(int workers, SplittableRandom random) {
        return run(workers, random, Integer.MAX_VALUE);
    }

    private Optional<Unit> next(int workers) {
        return running.size() < workers ? queue.next() : Optional.empty();
    }

    private void end(Unit unit) {
        trained++;
        FoldResult result = result(unit);
        queue.ended(
                result instanceof FoldResult.Failed failed
                        ? new Outcome.Failed(unit, failed.kind(), failed.reason())
                        : new Outcome.Finished(unit));
    }

    /** What the sweep comes to: every trial, what it tried, and how it ended. */
    List<String> table() {
        return queue.trials().stream()
                .map(trial -> trial.number() + " " + trial.proposal().values() + " " + trial.state())
                .toList();
    }

    List<TrialState> states() {
        return queue.trials().stream().map(TrialProgress::state).toList();
    }

    /** How many units were trained, over all starts. */
    int trained() {
        return trained;
    }

    /** How many workers were without work, added up over all units' ends. */
    int idle() {
        return idle;
    }

    private FoldResult result(Unit unit) {
        Proposal proposal = proposals.get(unit.trial());
        SplittableRandom noise = new SplittableRandom(proposal.values().hashCode() * 31L + unit.fold());
        double objective = objective(proposal, unit.fold());
        if (noise.nextDouble() < 0.03) {
            return new FoldResult.Failed(FailureKind.DIVERGED, "diverged");
        }
        boolean givenUp = incumbents
                .get(unit.trial())
                .filter(incumbent -> objective < objective(proposals.get(incumbent), unit.fold()) - 0.1)
                .isPresent();
        return new FoldResult.Scored(givenUp ? objective - 0.05 : objective, Map.of(), givenUp);
    }

    private static double objective(Proposal proposal, int fold) {
        double lr = (Double) proposal.values().get("trainer.optimizer.lr");
        int epochs = (Integer) proposal.values().get("trainer.epochs");
        SplittableRandom noise = new SplittableRandom(proposal.values().hashCode() + 7L * fold);
        return -Math.abs(Math.log(lr / 1e-3)) / 10 + epochs / 300.0 + fold * 0.05 + noise.nextDouble() * 0.01;
    }

    @Override
    public int trials() {
        return trials;
    }

    @Override
    public Optional<String> begin(Proposal proposal, Optional<Integer> incumbent) {
        Proposal before = proposals.putIfAbsent(proposal.trial(), proposal);
        incumbents.putIfAbsent(proposal.trial(), incumbent);
        if (before != null
                && !(before.equals(proposal) && incumbents.get(proposal.trial()).equals(incumbent))) {
            throw new AssertionError("trial " + proposal.trial() + " was " + before + " and became " + proposal);
        }
        return proposal.values().hashCode() % 11 == 0 ? Optional.of("does not bind") : Optional.empty();
    }

    @Override
    public Optional<FoldResult> recorded(Unit unit) {
        return Optional.ofNullable(results.get(unit));
    }

    @Override
    public FoldResult record(Outcome outcome) {
        FoldResult result = result(outcome.unit());
        results.put(outcome.unit(), result);
        return result;
    }
}
