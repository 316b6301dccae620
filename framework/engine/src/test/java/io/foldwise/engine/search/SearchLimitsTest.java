package io.foldwise.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SearchLimitsTest {

    @Test
    void endsAfterSoManyTrials() {
        SearchLimits limits = new SearchLimits(3, Optional.empty());

        assertThat(limits.reached(2)).isFalse();
        assertThat(limits.reached(3)).isTrue();
    }

    @Test
    void endsAfterSoMuchTime() {
        assertThat(new SearchLimits(3, Optional.of(Duration.ofHours(1))).reached(0))
                .isFalse();
        assertThat(new SearchLimits(3, Optional.of(Duration.ZERO)).reached(0)).isTrue();
    }
}
