package io.foldwise.layers.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class FloatMathTest {

    @Test
    void functionsAreExactToAFewUnitsInTheLastPlace() {
        for (double x = -30; x <= 30; x += 0.0137) {
            float value = (float) x;
            assertThat((double) FloatMath.tanh(value)).isCloseTo(Math.tanh(value), within(3e-7));
            assertThat((double) FloatMath.sigmoid(value)).isCloseTo(1 / (1 + Math.exp(-value)), within(2e-7));
            if (value <= 0) {
                assertThat((double) FloatMath.expOfNegative(value)).isCloseTo(Math.exp(value), within(3e-7));
            }
        }
    }

    @Test
    void notANumberStaysVisible() {
        assertThat(FloatMath.tanh(Float.NaN)).isNaN();
        assertThat(FloatMath.sigmoid(Float.NaN)).isNaN();
        assertThat(FloatMath.expOfNegative(Float.NaN)).isNaN();
    }
}
