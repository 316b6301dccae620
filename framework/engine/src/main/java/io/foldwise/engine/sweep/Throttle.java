package io.foldwise.engine.sweep;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Lets work that grows be done no more often than it takes a small part of the time: what is cheap is done whenever it is
 * asked for, and what has become dear now and then.
 */
final class Throttle {

    /** The work may take one part in so many of the time. */
    private static final int PARTS = 20;

    private final InstantSource clock;
    private Instant due = Instant.MIN;

    Throttle(InstantSource clock) {
        this.clock = clock;
    }

    /** Does the work, or leaves it out if it was done a moment ago. */
    void offer(Runnable work) {
        Instant begun = clock.instant();
        if (begun.isBefore(due)) {
            return;
        }
        work.run();
        Instant done = clock.instant();
        due = done.plus(Duration.between(begun, done).multipliedBy(PARTS - 1));
    }
}
