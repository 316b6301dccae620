package io.foldwise.toolkit.memory;

import java.util.concurrent.atomic.AtomicLong;

/** How much memory what is kept may still take; for several threads. */
public final class MemoryBudget {

    private final AtomicLong left;

    private MemoryBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    public static MemoryBudget ofMegabytes(int megabytes) {
        return new MemoryBudget((long) megabytes << 20);
    }

    /** Takes so many bytes if there are as many left. */
    public boolean take(long bytes) {
        long before = left.getAndUpdate(now -> now >= bytes ? now - bytes : now);
        return before >= bytes;
    }

    /** Gives so many bytes back. */
    public void give(long bytes) {
        left.addAndGet(bytes);
    }
}
