package io.foldwise.plugin.standard.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.MetricContract;
import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.validation.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FMaxTest extends MetricContract {

    private static final LabelSchema THREE = Samples.schema(3);

    @Override
    protected Metric metric() {
        return new FMax(head());
    }

    /**
     * From 0.9 on: one sample with a prediction, P 1, R (1/2 + 0) / 2. From 0.8 on: P (1 + 0) / 2, R 1/4. From 0.6 on: P (1 + 1/2) / 2,
     * R (1/2 + 1) / 2. From 0.3 on: P (2/3 + 1/2) / 2 with a false alarm, R 3/4; from 0.2 on: P (2/3 + 1/2) / 2, R 1.
     */
    @Test
    void isTheBestHarmonicMeanOfAveragedPrecisionAndRecall() {
        float[][] targets = {{1, 1, 0}, {0, 0, 1}};
        float[][] predictions = {{.9f, .2f, .3f}, {.8f, .1f, .6f}};
        FMax metric = new FMax(THREE);
        assertThat(metric.value(THREE, targets, predictions)).isEqualTo(.75, within(1e-12));
        assertThat(metric.details(THREE, targets, predictions))
                .containsExactly(entry("threshold", (double) .6f), entry("precision", .75), entry("recall", .75));
    }

    @Test
    void doesNotTellEqualProbabilitiesApart() {
        float[][] targets = {{1, 0, 0}, {0, 1, 0}};
        float[][] equal = {{.5f, .5f, .5f}, {.5f, .5f, .5f}};
        assertThat(new FMax(THREE).value(THREE, targets, equal)).isEqualTo(2 * (1 / 3.0) / (4 / 3.0), within(1e-12));
    }

    @Test
    void takesRecallOfSamplesThatHaveALabel() {
        float[][] targets = {{1, 0, 0}, {0, 0, 0}};
        float[][] predictions = {{.9f, .1f, .1f}, {.2f, .2f, .2f}};
        assertThat(new FMax(THREE).value(THREE, targets, predictions)).isEqualTo(1);
        assertThat(new FMax(THREE).value(THREE, new float[2][3], predictions)).isNaN();
    }

    @Test
    void refusesClasses() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new FMax(new Classes(List.of("a", "b"))))
                .withMessageContaining("use macro-f1");
    }
}
