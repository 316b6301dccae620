package io.foldwise.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class SteadyClockTest {

    @Test
    void goesOnWhenTheMachinesClockIsSetBack() {
        AtomicReference<Instant> wall = new AtomicReference<>(Instant.parse("2026-11-22T08:00:00Z"));
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // may overflow
        SteadyClock clock = new SteadyClock(wall::get, nanos::get);
        assertThat(clock.instant()).isEqualTo("2026-11-22T08:00:00Z");

        wall.set(wall.get().minus(Duration.ofHours(1)));
        nanos.addAndGet(Duration.ofSeconds(100).toNanos());

        assertThat(clock.instant()).isEqualTo("2026-11-22T08:01:40Z");
    }
}
