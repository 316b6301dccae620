package io.foldwise.plugin.image.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.MetricContract;
import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.Metric.Tally;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PixelAucTest extends MetricContract {

    private static final Masks MASKS = new Masks("mask", 2, 1, List.of("left", "right"), Storage.Cell.FLOAT);
    private static final Masks ONE = new Masks("mask", 30, 1, List.of("lesion"), Storage.Cell.FLOAT);

    @Override
    protected Metric metric() {
        return new PixelAuc(new PixelAuc.Params(), MASKS);
    }

    @Override
    protected Head head() {
        return MASKS;
    }

    /** Against all pairs of pixels. */
    @Test
    void isTheShareOfPairsInOrder() {
        SplittableRandom random = new SplittableRandom(5);
        float[] truth = new float[60];
        float[] predicted = new float[60];
        for (int pixel = 0; pixel < truth.length; pixel++) {
            truth[pixel] = random.nextInt(4) == 0 ? 1 : 0;
            predicted[pixel] = (random.nextInt(8) + 2 * truth[pixel]) / 10;
        }
        double ordered = 0;
        double pairs = 0;
        for (int high = 0; high < truth.length; high++) {
            for (int low = 0; low < truth.length; low++) {
                if (truth[high] > truth[low]) {
                    ordered += (Float.compare(predicted[high], predicted[low]) + 1) / 2.0;
                    pairs++;
                }
            }
        }
        Tally tally = new PixelAuc(new PixelAuc.Params(), ONE).tally(ONE);
        tally.add(part(truth, 0), part(predicted, 0));
        tally.add(part(truth, 30), part(predicted, 30));
        assertThat(tally.value()).isCloseTo(ordered / pairs, within(1e-12));
    }

    private static Tensor part(float[] values, int from) {
        return new Tensor(Arrays.copyOfRange(values, from, from + 30), 30, 1, 1);
    }

    @Test
    void tellsTinyProbabilitiesApart() {
        float[] ascending = {0, 1e-9f, 1.01e-9f, 1e-4f, 1.01e-4f, 0.3f, 0.303f, 0.5f, 0.504f, 0.99f, 0.9902f, 1};
        for (int place = 1; place < ascending.length; place++) {
            ProbabilityHistogram histogram = new ProbabilityHistogram();
            histogram.add(true, ascending[place]);
            histogram.add(false, ascending[place - 1]);
            assertThat(histogram.area())
                    .as("%s above %s", ascending[place], ascending[place - 1])
                    .isEqualTo(1);
        }
    }

    /** Predictions that are kept as bytes lose nothing. */
    @Test
    void tellsAllBytesApart() {
        for (int level = 1; level <= 255; level++) {
            ProbabilityHistogram histogram = new ProbabilityHistogram();
            histogram.add(true, level / 255f);
            histogram.add(false, (level - 1) / 255f);
            assertThat(histogram.area()).as("level %s", level).isEqualTo(1);
        }
    }

    @Test
    void isUndefinedWithoutBothKindsOrWithAPredictionThatIsNoNumber() {
        ProbabilityHistogram histogram = new ProbabilityHistogram();
        histogram.add(true, 0.4f);
        assertThat(histogram.area()).isNaN();
        histogram.add(false, 0.2f);
        assertThat(histogram.area()).isEqualTo(1);
        histogram.add(false, Float.NaN);
        assertThat(histogram.area()).isNaN();
    }
}
