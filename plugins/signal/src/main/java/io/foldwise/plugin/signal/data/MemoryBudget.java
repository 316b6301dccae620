package io.foldwise.plugin.signal.data;

import java.util.concurrent.atomic.AtomicLong;

/** How much memory signals may still take. */
public final class MemoryBudget {

    private final AtomicLong left;

    private MemoryBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    public static MemoryBudget ofMegabytes(int megabytes) {
        return new MemoryBudget((long) megabytes << 20);
    }

    /** Takes so many bytes if there are as many left. */
    boolean take(long bytes) {
        long before = left.getAndUpdate(now -> now >= bytes ? now - bytes : now);
        return before >= bytes;
    }

    void give(long bytes) {
        left.addAndGet(bytes);
    }
}
