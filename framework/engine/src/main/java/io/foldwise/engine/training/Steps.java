package io.foldwise.engine.training;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many steps of work networks have made in this process: batches trained, and batches predicted. Whoever watches a
 * process sees by it that work goes on, however long an epoch takes.
 */
public final class Steps {

    private static final AtomicLong MADE = new AtomicLong();

    private Steps() {}

    /** Since the process began. */
    public static long made() {
        return MADE.get();
    }

    static void made(int steps) {
        MADE.addAndGet(steps);
    }
}
