package io.foldwise.engine.search;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** When a search proposes no more. Time counts from construction. */
public final class SearchLimits {

    private final int trials;
    private final Optional<Duration> time;
    private final InstantSource clock;
    private final Instant started;

    /**
     * @param trials the most trials
     * @param time the most time from now on
     * @param clock that setting the machine's clock does not move
     */
    public SearchLimits(int trials, Optional<Duration> time, InstantSource clock) {
        this.trials = trials;
        this.time = time;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** @param proposed how many trials were proposed so far */
    public boolean reached(int proposed) {
        Duration elapsed = Duration.between(started, clock.instant());
        return proposed >= trials
                || time.filter(limit -> elapsed.compareTo(limit) >= 0).isPresent();
    }
}
