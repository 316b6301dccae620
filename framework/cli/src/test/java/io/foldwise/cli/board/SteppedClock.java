package io.foldwise.cli.board;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when it is told to. */
final class SteppedClock implements InstantSource {

    private Instant now = Instant.parse("2026-11-22T08:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void advance(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }
}
