package io.foldwise.plugin.signal.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values by scipy 1.17: {@code b, a = signal.butter(2, corner, "high" or "low", fs=rate)}. */
final class BandPassTest {

    @ParameterizedTest
    @CsvSource({
        "0.5, 500, 0.99556697, -1.99113394, -1.99111429, 0.9911536",
        "0.5, 100, 0.97803048, -1.95606096, -1.95557824, 0.95654368"
    })
    void hasTheHighPassOfScipy(double corner, double rate, double b0, double b1, double a1, double a2) {
        assertFilter(Biquad.highPass(corner, rate), b0, b1, a1, a2);
    }

    @ParameterizedTest
    @CsvSource({
        "40, 500, 0.0461318, 0.0922636, -1.30728503, 0.49181224",
        "40, 100, 0.63894553, 1.27789105, 1.1429805, 0.4128016"
    })
    void hasTheLowPassOfScipy(double corner, double rate, double b0, double b1, double a1, double a2) {
        assertFilter(Biquad.lowPass(corner, rate), b0, b1, a1, a2);
    }

    private static void assertFilter(Biquad filter, double b0, double b1, double a1, double a2) {
        assertThat(filter.b0()).isCloseTo(b0, within(1e-7));
        assertThat(filter.b1()).isCloseTo(b1, within(1e-7));
        assertThat(filter.b2()).isCloseTo(b0, within(1e-7));
        assertThat(filter.a1()).isCloseTo(a1, within(1e-7));
        assertThat(filter.a2()).isCloseTo(a2, within(1e-7));
    }

    /** By {@code filtfilt} with the high-pass of 2 Hz (padlen 10), then the low-pass of 5 Hz (padlen 4), of 20 steps in a second. */
    @Test
    void filtersAsScipyDoes() {
        float[] signal = new float[60]; // two channels
        for (int step = 0; step < 30; step++) {
            signal[2 * step] = 1;
            signal[2 * step + 1] = (float) (7 * step % 13 / 13.0 + 0.1 * step);
        }
        float[] filtered = new BandPass(Optional.of(2.0), Optional.of(5.0)).apply(signal, 2, 20);
        double[][] expected = {
            {0, 0.00364482409}, {1, 0.144252862}, {7, -0.0311195587}, {15, -0.0100158999}, {29, 0.00174806636}
        };
        for (double[] pair : expected) {
            assertThat((double) filtered[2 * (int) pair[0] + 1]).isCloseTo(pair[1], within(1e-6));
            assertThat((double) filtered[2 * (int) pair[0]]).as("of a constant").isCloseTo(0, within(1e-6));
        }
    }

    @Test
    void nothingIsLeftOfAConstantChannel() {
        float[] signal = new float[2 * 400];
        for (int step = 0; step < 400; step++) {
            signal[2 * step] = 0.3f;
            signal[2 * step + 1] = step % 7;
        }

        float[] filtered = new BandPass(Optional.of(0.5), Optional.of(30.0)).apply(signal, 2, 100);

        for (int step = 0; step < 400; step++) {
            assertThat(filtered[2 * step]).isZero();
        }
        assertThat(filtered[1]).isNotZero();
    }

    @Test
    void refusesACornerThatASignalCannotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BandPass(Optional.empty(), Optional.of(50.0)).apply(new float[10], 1, 100));
        assertThatIllegalArgumentException().isThrownBy(() -> new BandPass(Optional.empty(), Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new BandPass(Optional.of(3.0), Optional.of(2.0)));
    }
}
