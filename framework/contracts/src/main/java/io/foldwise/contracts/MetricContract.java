package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.Metric.Tally;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Metric} does: perfect predictions beat base rates, which beat the opposite of the truth, in the
 * direction that the metric says; the order of samples does not matter; pooling folds does not either, unless it says so; certain mistakes and undefined cases give a
 * number and no exception.
 *
 * <pre>{@code
 * final class MacroAucTest extends MetricContract {
 *     @Override
 *     protected Metric metric() {
 *         return new MacroAuc(head());
 *     }
 * }
 * }</pre>
 */
public abstract class MetricContract {

    private static final Seed SEED = new Seed(20_210_226);
    private static final int SAMPLES = 40;

    /** The metric under test. */
    protected abstract Metric metric();

    /** What the metric is tested with: a few cells, each a yes-or-no question of its own, unless it is for classes or quantities. */
    protected Head head() {
        return TinyData.schema(3);
    }

    private int cells() {
        return (int) Arrays.stream(head().logits()).reduce(1, Math::multiplyExact);
    }

    @Test
    void prefersTheTruthToBaseRatesAndThoseToItsOpposite() {
        double direction = metric().higherIsBetter() ? 1 : -1;
        double truth = direction * value(targets(), targets());
        double constant = direction * value(targets(), baseRates());
        double opposite = direction * value(targets(), opposite());
        assertThat(truth).as("quality of perfect predictions").isGreaterThan(constant);
        assertThat(constant).as("quality of base rates").isGreaterThan(opposite);
    }

    @Test
    void prefersAlmostRightToAlmostWrong() {
        double direction = metric().higherIsBetter() ? 1 : -1;
        double right = direction * value(targets(), blurred(targets()));
        double wrong = direction * value(targets(), blurred(opposite()));
        assertThat(right).as("quality of predictions close to the truth").isGreaterThan(wrong);
    }

    @Test
    void givesANumberForCertainMistakes() {
        assertThat(value(targets(), opposite())).isFinite();
        assertThat(value(targets(), targets())).isFinite();
    }

    @Test
    void doesNotDependOnTheOrderOfSamples() {
        float[][] predictions = blurred(targets());
        assertThat(value(reversed(targets()), reversed(predictions)))
                .isCloseTo(value(targets(), predictions), within(1e-9));
    }

    @Test
    void saysWhereItComparesSamplesOfDifferentNetworks() {
        float[][] timid = map(blurred(targets()), probability -> probability / 5);
        double bold = value(targets(), blurred(targets()));
        double alone = value(targets(), timid);
        double pooled = value(twice(targets(), targets()), twice(blurred(targets()), timid));
        if (metric().distortedByPooling()) {
            assertThat(pooled)
                    .as(
                            "value of two folds of different level pooled, unlike each; else the metric is not distortedByPooling")
                    .matches(value -> value < Math.min(bold, alone) - 1e-9 || value > Math.max(bold, alone) + 1e-9);
            return;
        }
        assertThat(pooled)
                .as("value of two folds pooled, between the values of each; else the metric is distortedByPooling")
                .isBetween(Math.min(bold, alone) - 1e-9, Math.max(bold, alone) + 1e-9);
    }

    @Test
    void answersWhereItIsNotDefined() {
        float[][] none = new float[2][cells()];
        float[][] single = {targets()[0]};
        assertThatCode(() -> {
                    value(none, none);
                    value(single, single);
                    tally(none, none).details();
                    tally(single, single).details();
                })
                .as("samples without positives, and a single sample: NaN at worst")
                .doesNotThrowAnyException();
    }

    @Test
    void leavesItsInputsAlone() {
        float[][] targets = targets();
        float[][] predictions = blurred(targets());
        value(targets, predictions);
        tally(targets, predictions).details();
        assertThat(targets).isDeepEqualTo(targets());
        assertThat(predictions).isDeepEqualTo(blurred(targets()));
    }

    @Test
    void namesItsDetails() {
        assertThat(tally(targets(), blurred(targets())).details()).allSatisfy((name, value) -> {
            assertThat(name).isNotBlank();
            assertThat(value).isNotNull();
        });
    }

    private double value(float[][] targets, float[][] probabilities) {
        return tally(targets, probabilities).value();
    }

    private Tally tally(float[][] targets, float[][] probabilities) {
        Tally tally = metric().tally(head());
        int[] shape = Arrays.stream(head().logits()).mapToInt(Math::toIntExact).toArray();
        for (int sample = 0; sample < targets.length; sample++) {
            tally.add(new Tensor(targets[sample], shape), new Tensor(probabilities[sample], shape));
        }
        return tally;
    }

    private float[][] targets() {
        return rows().targets(SAMPLES);
    }

    private float[][] opposite() {
        return rows().opposite(targets());
    }

    private float[][] baseRates() {
        return rows().constants(targets());
    }

    private float[][] blurred(float[][] answers) {
        return rows().blurred(answers, SEED.random());
    }

    private TinyRows rows() {
        return new TinyRows(head(), cells());
    }

    private static float[][] twice(float[][] one, float[][] other) {
        return Stream.of(one, other).flatMap(Arrays::stream).toArray(float[][]::new);
    }

    private static float[][] reversed(float[][] rows) {
        return IntStream.range(0, rows.length)
                .mapToObj(row -> rows[rows.length - 1 - row])
                .toArray(float[][]::new);
    }

    private interface Change {
        float apply(float value);
    }

    private static float[][] map(float[][] matrix, Change change) {
        float[][] changed = new float[matrix.length][];
        for (int row = 0; row < matrix.length; row++) {
            changed[row] = new float[matrix[row].length];
            for (int column = 0; column < changed[row].length; column++) {
                changed[row][column] = change.apply(matrix[row][column]);
            }
        }
        return changed;
    }
}
