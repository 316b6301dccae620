package io.foldwise.layers.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CounterRandomTest {

    @Test
    void isAFunctionOfKeyAndPlace() {
        assertThat(CounterRandom.bits(3, 4)).isEqualTo(CounterRandom.bits(3, 4));
        assertThat(CounterRandom.key(1, 2)).isNotEqualTo(CounterRandom.key(2, 1));
    }

    @Test
    void neighboursDoNotCollideAndBitsAreEven() {
        Set<Long> seen = new HashSet<>();
        long ones = 0;
        for (int key = 0; key < 100; key++) {
            for (int place = 0; place < 100; place++) {
                long bits = CounterRandom.bits(CounterRandom.key(42, key), place);
                seen.add(bits);
                ones += Long.bitCount(bits);
            }
        }
        assertThat(seen).hasSize(10_000);
        assertThat(ones / 640_000.0).isCloseTo(0.5, within(0.005));
    }
}
