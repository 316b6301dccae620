package io.foldwise.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ThrottleTest {

    private Instant now = Instant.EPOCH;
    private int done;
    private final Throttle throttle = new Throttle(() -> now);

    @Test
    void doesWhatIsCheapWheneverItIsAskedFor() {
        for (int i = 0; i < 10; i++) {
            throttle.offer(() -> done++);
        }
        assertThat(done).isEqualTo(10);
    }

    @Test
    void letsWorkTakeATwentiethOfTheTime() {
        for (int second = 0; second < 1000; second++) {
            Instant asked = now;
            throttle.offer(() -> {
                done++;
                now = now.plusMillis(500);
            });
            now = asked.plus(Duration.ofSeconds(1));
        }
        assertThat(done).isEqualTo(100);
    }
}
