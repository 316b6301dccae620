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
    private final Headline headline;
    private final Journal journal;
    private final Consumer<RunEvent> events;
    private final Optional<FoldComparison> comparison;
    private final List<TrialProgress> trials = new ArrayList<>();
    private int settled;
    private int learned;
    private boolean exhausted;

    /** @param limit whether no further trial is to begin, given how many there are */
    TrialQueue(
            Proposer proposer,
            IntPredicate limit,
            SearchSettings settings,
            int folds,
            Headline headline,
            Journal journal,
            Consumer<RunEvent> events) {
        this.proposer = proposer;
        this.limit = limit;
        this.settings = settings;
        this.folds = folds;
        this.headline = headline;
        this.journal = journal;
        this.events = events;
        this.comparison = settings.pruning().folds().map(rule -> new FoldComparison(rule, folds));
    }

    List<TrialProgress> trials() {
        return List.copyOf(trials);
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
        for (TrialProgress trial : trials.subList(settled, trials.size())) {
            if (trial.running()) {
                Optional<Integer> fold = trial.next(allowed(trial));
                if (fold.isPresent()) {
                    return Optional.of(new Unit(trial.number(), fold.get()));
                }
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
        return settled > trial - settings.lag();
    }

    /** The best finished trial among those that decisions about a trial use; the earlier one of equals. */
    private Optional<TrialProgress> incumbent(int trial) {
        Optional<TrialProgress> best = Optional.empty();
        for (int earlier = 0; earlier <= trial - settings.lag(); earlier++) {
            TrialProgress candidate = trials.get(earlier);
            boolean better = candidate.state() instanceof TrialState.Finished
                    && best.map(known ->
                                    candidate.state().mean() > known.state().mean())
                            .orElse(!Double.isNaN(candidate.state().mean()));
            if (better) {
                best = Optional.of(candidate);
            }
        }
        return best;
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
        Optional<Integer> rival = measured ? incumbent(number).map(TrialProgress::number) : Optional.empty();
        TrialProgress trial = new TrialProgress(proposal.get(), rival);
        trials.add(trial);
        journal.begin(proposal.get(), rival).ifPresent(reason -> {
            trial.end(new TrialState.Failed(List.of(), FailureKind.ERROR, reason));
            events.accept(new Notice("trial " + number + " cannot be trained: " + reason));
        });
        update(events);
        journal.progressed(trials());
        return true;
    }

    private void learn(int last) {
        for (; proposer.learns() && learned <= last; learned++) {
            TrialState state = trials.get(learned).state();
            if (state instanceof TrialState.Finished && !Double.isNaN(state.mean())) {
                proposer.learn(learned, state.mean());
            }
        }
    }

    /** Finds out where trials stand, one after the other, since later ones may be waiting for earlier ones. */
    private void update(Consumer<RunEvent> told) {
        for (TrialProgress trial : trials.subList(settled, trials.size())) {
            if (trial.running()) {
                boolean knows = knows(trial.number());
                trial.update(
                        folds,
                        knows ? comparison : Optional.empty(),
                        knows ? incumbent(trial.number()) : Optional.empty());
                describe(trial).ifPresent(text -> told.accept(new Notice("trial " + trial.number() + " " + text)));
            }
            if (!trial.running() && trial.number() == settled) {
                settled++;
            }
        }
    }

    /** How a trial ended; empty while it is running. */
    private Optional<String> describe(TrialProgress trial) {
        TrialState state = trial.state();
        if (state instanceof TrialState.Finished) {
            boolean best = trials.stream()
                    .filter(other -> other.state() instanceof TrialState.Finished)
                    .noneMatch(other -> other.state().mean() > state.mean());
            return Optional.of("finished: " + headline.shown(state.mean())
                    + (best && !Double.isNaN(state.mean()) ? ", the best so far" : ""));
        } else if (state instanceof TrialState.Pruned pruned) {
            String when = pruned.byCurve()
                    ? "in fold " + (pruned.goodness().size() - 1)
                    : "after " + pruned.goodness().size() + " folds";
            return Optional.of("given up " + when + ": behind trial " + pruned.rival());
        } else if (state instanceof TrialState.Failed failed) {
            return Optional.of("failed: " + failed.reason());
        }
        return Optional.empty();
    }
}
