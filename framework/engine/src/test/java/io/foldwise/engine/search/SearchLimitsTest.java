package io.foldwise.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class SearchLimitsTest {

    @Test
    void endsAfterSoManyTrials() {
        SearchLimits limits = new SearchLimits(3, Optional.empty(), InstantSource.system());

        assertThat(limits.reached(2)).isFalse();
        assertThat(limits.reached(3)).isTrue();
    }

    @Test
    void endsAfterSoMuchTime() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        SearchLimits limits = new SearchLimits(3, Optional.of(Duration.ofHours(1)), now::get);

        now.set(now.get().plus(Duration.ofMinutes(59)));
        assertThat(limits.reached(0)).isFalse();
        now.set(now.get().plus(Duration.ofMinutes(1)));
        assertThat(limits.reached(0)).isTrue();
    }
}
