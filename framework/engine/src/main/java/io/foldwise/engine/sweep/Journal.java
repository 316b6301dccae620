package io.foldwise.engine.sweep;

import io.foldwise.engine.execution.Outcome;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.search.Proposal;
import java.util.List;
import java.util.Optional;

/** What a sweep remembers, also if it is killed. */
interface Journal {

    /** How many trials have been written down, by this start of the sweep or an earlier one. */
    int trials();

    /**
     * Writes a trial down, or finds it written down.
     *
     * @param incumbent the trial whose learning curves its folds are measured by
     * @return what is wrong with the trial's experiment, if it cannot be trained at all
     */
    Optional<String> begin(Proposal proposal, Optional<Integer> incumbent);

    /** What came of a unit after an earlier start. */
    Optional<FoldResult> recorded(Unit unit);

    /** What came of a unit now. */
    FoldResult record(Outcome outcome);

    /** Told of all trials whenever one of them may have come further. The list is only good for the call. */
    default void progressed(List<TrialProgress> trials) {}
}
