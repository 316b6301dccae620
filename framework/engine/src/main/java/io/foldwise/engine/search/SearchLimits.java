package io.foldwise.engine.search;

import java.time.Duration;
import java.util.Optional;

/** When a search proposes no more. Time counts from construction. */
public final class SearchLimits {

    private final int trials;
    private final Optional<Duration> time;
    private final long started = System.nanoTime();

    /**
     * @param trials the most trials
     * @param time the most time from now on
     */
    public SearchLimits(int trials, Optional<Duration> time) {
        this.trials = trials;
        this.time = time;
    }

    /** @param proposed how many trials were proposed so far */
    public boolean reached(int proposed) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
        return proposed >= trials
                || time.filter(limit -> elapsed.compareTo(limit) >= 0).isPresent();
    }
}
