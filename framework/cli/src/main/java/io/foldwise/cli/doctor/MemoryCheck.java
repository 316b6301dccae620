package io.foldwise.cli.doctor;

import io.foldwise.report.words.Words;
import java.util.List;

/** There is memory for at least one worker. */
final class MemoryCheck implements Check {

    /** What a worker with a small network holds. */
    private static final long WORKER = 700L << 20;

    /** What the default limits of a worker ask for in the worst case. */
    private static final long COMFORT = 2L << 30;

    @Override
    public List<Finding> findings(Facts facts) {
        long available = facts.memory().available();
        String what = Words.memory(available) + " of memory are available";
        if (available < WORKER) {
            return List.of(Finding.preventsWork(
                    what + "; a worker needs about " + Words.memory(WORKER),
                    "end other programs, or give the container more memory"));
        }
        return available >= COMFORT
                ? List.of()
                : List.of(Finding.costs(
                        what + ": enough for one worker with a small network",
                        "keep --workers 1, and lower execution.heap and execution.off-heap"));
    }
}
