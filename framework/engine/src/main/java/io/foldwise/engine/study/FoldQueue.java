package io.foldwise.engine.study;

import io.foldwise.engine.execution.Outcome;
import io.foldwise.engine.execution.Unit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** The folds of a single trial, all of which are needed. */
final class FoldQueue implements UnitQueue {

    private final Queue<Unit> waiting;
    private final List<Outcome.Failed> failures = new ArrayList<>();

    FoldQueue(Collection<Unit> units) {
        waiting = new ArrayDeque<>(units);
    }

    @Override
    public Optional<Unit> next() {
        return Optional.ofNullable(waiting.poll());
    }

    @Override
    public void ended(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            failures.add(failed);
        }
    }

    List<Outcome.Failed> failures() {
        return failures;
    }
}
