package io.foldwise.layers.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class DropoutRateTest {

    private static final int ELEMENTS = 200_000;

    @Test
    void keepsTheShareThatTheRateSays() {
        for (double rate : new double[] {0.01, 0.1, 0.5, 0.9}) {
            DropoutRate dropout = new DropoutRate(rate);
            for (long seed = 1; seed <= 3; seed++) {
                long key = CounterRandom.key(seed);
                int kept = 0;
                for (int element = 0; element < ELEMENTS; element++) {
                    kept += dropout.keeps(key, element) ? 1 : 0;
                }
                assertThat((double) kept / ELEMENTS).isCloseTo(1 - rate, within(0.005));
            }
        }
    }

    @Test
    void elementsAndKeysDecideIndependently() {
        DropoutRate dropout = new DropoutRate(0.5);
        for (int distance : new int[] {1, 2, 8, 128, 129, 513, 4096, 65536}) {
            long key = CounterRandom.key(distance);
            assertAgreeByChance(dropout, key, 0, key, distance);
        }
        for (long iteration = 0; iteration < 5; iteration++) {
            assertAgreeByChance(dropout, CounterRandom.key(7, iteration), 0, CounterRandom.key(7, iteration + 1), 0);
        }
    }

    private static void assertAgreeByChance(DropoutRate dropout, long key, int from, long otherKey, int otherFrom) {
        int agreeing = 0;
        for (int element = 0; element < ELEMENTS; element++) {
            boolean one = dropout.keeps(key, from + element);
            agreeing += one == dropout.keeps(otherKey, otherFrom + element) ? 1 : 0;
        }
        assertThat((double) agreeing / ELEMENTS).isCloseTo(0.5, within(0.005));
    }

    @Test
    void factorsOfWholeArraysAreTheSame() {
        DropoutRate dropout = new DropoutRate(0.3);
        long key = CounterRandom.key(3, 4);
        float[] factors = new float[3000];
        new DropoutFactors(dropout).fill(key, 12_345, factors, factors.length);
        float[] signs = new float[3000];
        new DropoutFactors(dropout).fill(key, 12_345, 1, -1, signs, signs.length);
        for (int i = 0; i < factors.length; i++) {
            boolean kept = dropout.keeps(key, 12_345 + i);
            assertThat(factors[i]).isEqualTo(kept ? dropout.scale() : 0);
            assertThat(signs[i]).isEqualTo(kept ? 1 : -1);
        }
    }

    @Test
    void refusesRatesThatMakeNoSense() {
        assertThatThrownBy(() -> new DropoutRate(1)).hasMessageContaining("below 1, got 1.0");
        assertThatThrownBy(() -> new DropoutRate(-0.1)).hasMessageContaining("-0.1");
        assertThatThrownBy(() -> new DropoutRate(Double.NaN)).hasMessageContaining("NaN");
    }
}
