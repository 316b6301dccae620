package io.foldwise.engine.sweep;

import io.foldwise.engine.execution.FailureKind;
import io.foldwise.engine.execution.Outcome;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.RunEvent.Notice;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.search.Proposal;
import io.foldwise.engine.search.Proposer;
import io.foldwise.engine.search.SearchSettings;
import io.foldwise.engine.study.UnitQueue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Which fold of which trial comes next.
 *
 * <p>Trials are numbered as they are proposed. What is decided about trial {@code t} (what a generator that learns proposes
 * for it, with which trial it is compared) uses the results of trials 0 to {@code t - lag}, all of them and no others. So it
 * waits for those, and does not depend on the order in which results arrive. While it waits, folds of other trials are
 * started: earlier trials first, and a new trial when no other has a fold to start.
 *
 * <p>Results of an earlier start are taken from the journal instead of being computed again; all else happens as if there
 * had been no interruption.
 */
final class TrialQueue implements UnitQueue {

    private final Proposer proposer;
    private final IntPredicate limit;
    private final SearchSettings settings;
    private final int folds;
    private final PrimaryMetric primaryMetric;
    private final TrialScores scores;
    private final Journal journal;
    private final Consumer<RunEvent> events;
    private final Optional<FoldComparison> comparison;
    private final List<TrialProgress> trials = new ArrayList<>();
    /** The trials that are running, by number. */
    private final List<TrialProgress> running = new ArrayList<>();
    /** The best finished trial among the first so many and one, the earlier one of equals: for every trial that is settled. */
    private final List<Optional<Incumbent>> incumbents = new ArrayList<>();

    private double best = Double.NEGATIVE_INFINITY;
    private int learned;
    private boolean exhausted;

    private record Incumbent(TrialProgress trial, double mean) {}

    /**
     * @param limit whether no further trial is to begin, given how many there are
     * @param scores what a generator learns of finished trials
     */
    TrialQueue(
            Proposer proposer,
            IntPredicate limit,
            SearchSettings settings,
            int folds,
            PrimaryMetric primaryMetric,
            TrialScores scores,
            Journal journal,
            Consumer<RunEvent> events) {
        this.proposer = proposer;
        this.limit = limit;
        this.settings = settings;
        this.folds = folds;
        this.primaryMetric = primaryMetric;
        this.scores = scores;
        this.journal = journal;
        this.events = events;
        this.comparison = settings.pruning().folds().map(rule -> new FoldComparison(rule, folds));
    }

    /** All trials so far, as they stand. */
    List<TrialProgress> trials() {
        return Collections.unmodifiableList(trials);
    }

    @Override
    public Optional<Unit> next() {
        while (true) {
            Optional<Unit> unit = startable();
            if (unit.isEmpty() && !begin()) {
                return Optional.empty();
            }
            if (unit.isPresent()) {
                trials.get(unit.get().trial()).started(unit.get().fold());
                Optional<FoldResult> recorded = journal.recorded(unit.get());
                if (recorded.isEmpty()) {
                    return unit;
                }
                ended(unit.get(), recorded.get(), event -> {});
            }
        }
    }

    @Override
    public void ended(Outcome outcome) {
        ended(outcome.unit(), journal.record(outcome), events);
        journal.progressed(trials());
    }

    private void ended(Unit unit, FoldResult result, Consumer<RunEvent> told) {
        trials.get(unit.trial()).ended(unit.fold(), result);
        update(told);
    }

    private Optional<Unit> startable() {
        for (TrialProgress trial : running) {
            Optional<Integer> fold = trial.next(allowed(trial));
            if (fold.isPresent()) {
                return Optional.of(new Unit(trial.number(), fold.get()));
            }
        }
        return Optional.empty();
    }

    /** Folds before this one may be started: all of them, unless a comparison must be waited for. */
    private int allowed(TrialProgress trial) {
        boolean compared = comparison.isPresent()
                && (!knows(trial.number()) || incumbent(trial.number()).isPresent());
        return compared
                ? Math.min(
                        folds,
                        Math.max(comparison.get().settings().after(), knows(trial.number()) ? trial.known() + 1 : 0))
                : folds;
    }

    /** Whether everything is known that decisions about a trial use. */
    private boolean knows(int trial) {
        return settled() > trial - settings.lag();
    }

    /** Trials before this one have all ended. */
    private int settled() {
        return running.isEmpty() ? trials.size() : running.get(0).number();
    }

    /** The best finished trial among those that decisions about a trial use, all of which have ended. */
    private Optional<TrialProgress> incumbent(int trial) {
        int last = trial - settings.lag();
        while (incumbents.size() <= last) {
            incumbents.add(better(incumbents.size()));
        }
        return last < 0 ? Optional.empty() : incumbents.get(last).map(Incumbent::trial);
    }

    private Optional<Incumbent> better(int trial) {
        Optional<Incumbent> before = trial == 0 ? Optional.empty() : incumbents.get(trial - 1);
        TrialState state = trials.get(trial).state();
        double mean = state.mean();
        boolean better = state instanceof TrialState.Finished
                && before.map(known -> mean > known.mean()).orElse(!Double.isNaN(mean));
        return better ? Optional.of(new Incumbent(trials.get(trial), mean)) : before;
    }

    /** Begins a trial, if there is to be one and enough is known to do so. */
    private boolean begin() {
        int number = trials.size();
        boolean wanted = number < journal.trials() || !limit.test(number);
        boolean measured = settings.pruning().curves().isPresent();
        if (exhausted || !wanted || (proposer.learns() || measured) && !knows(number)) {
            return false;
        }
        learn(number - settings.lag());
        Optional<Proposal> proposal = proposer.next();
        if (proposal.isEmpty()) {
            exhausted = true;
            events.accept(new Notice("there is nothing else to try: the search ends after " + number + " trials"));
            return false;
        }
        Optional<Integer> incumbent = measured ? incumbent(number).map(TrialProgress::number) : Optional.empty();
        TrialProgress trial = new TrialProgress(proposal.get(), incumbent);
        trials.add(trial);
        running.add(trial);
        journal.begin(proposal.get(), incumbent).ifPresent(reason -> {
            running.remove(trial);
            trial.end(new TrialState.Failed(List.of(), FailureKind.ERROR, reason));
            events.accept(new Notice("trial " + number + " cannot be trained: " + reason));
        });
        update(events);
        journal.progressed(trials());
        return true;
    }

    private void learn(int last) {
        for (; proposer.learns() && learned <= last; learned++) {
            TrialProgress trial = trials.get(learned);
            double mean = trial.state() instanceof TrialState.Finished ? scores.mean(trial) : Double.NaN;
            if (!Double.isNaN(mean)) {
                proposer.learn(learned, mean);
            }
        }
    }

    /** Finds out where trials stand, one after the other, since later ones may be waiting for earlier ones. */
    private void update(Consumer<RunEvent> told) {
        for (int i = 0; i < running.size(); ) {
            TrialProgress trial = running.get(i);
            boolean compared = comparison.isPresent() && knows(trial.number());
            trial.update(
                    folds,
                    compared ? comparison : Optional.empty(),
                    compared ? incumbent(trial.number()) : Optional.empty());
            describe(trial).ifPresent(text -> told.accept(new Notice("trial " + trial.number() + " " + text)));
            if (trial.running()) {
                i++;
            } else {
                running.remove(i);
            }
        }
    }

    /** How a trial ended, to be asked once; empty while it is running. */
    private Optional<String> describe(TrialProgress trial) {
        TrialState state = trial.state();
        if (state instanceof TrialState.Finished) {
            double mean = state.mean();
            boolean bestSoFar = mean >= best;
            best = bestSoFar ? mean : best;
            return Optional.of("finished: " + primaryMetric.shown(mean) + (bestSoFar ? ", the best so far" : ""));
        } else if (state instanceof TrialState.Pruned pruned) {
            String when = pruned.byCurve()
                    ? "in fold " + (pruned.objective().size() - 1)
                    : "after " + pruned.objective().size() + " folds";
            return Optional.of("given up " + when + ": behind trial " + pruned.incumbent());
        } else if (state instanceof TrialState.Failed failed) {
            return Optional.of("failed: " + failed.reason());
        }
        return Optional.empty();
    }
}
