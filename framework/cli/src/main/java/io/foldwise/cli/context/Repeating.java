package io.foldwise.cli.context;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Something that is done again and again on a thread of its own, at intervals that setting the machine's clock does not change. */
public final class Repeating {

    private final ScheduledExecutorService thread;

    /**
     * Begins.
     *
     * @param name of the thread
     * @param delay before the first time
     * @param interval between the end of one time and the next
     */
    public Repeating(String name, Duration delay, Duration interval, Runnable work) {
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, name);
            daemon.setDaemon(true);
            return daemon;
        });
        thread.scheduleWithFixedDelay(work, delay.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** No more after this; what is being done is done to its end. */
    public void stop() {
        thread.shutdown();
    }
}
