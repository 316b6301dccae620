package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.training.Loss;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Loss} does: its gradient is the derivative of its value, also for soft targets; value and gradient are
 * finite where a prediction is certain, and the gradient of a certain mistake still points away from it; the value is a
 * mean over samples; nothing but the gradient is written.
 *
 * <pre>{@code
 * final class FocalTest extends LossContract {
 *     @Override
 *     protected Loss loss() {
 *         return new Focal(new Focal.Params(2), head());
 *     }
 * }
 * }</pre>
 */
public abstract class LossContract {

    private static final Seed SEED = new Seed(20_210_223);
    private static final int ROWS = 6;
    private static final double STEP = 1e-6;
    private static final double RELATIVE = 1e-5;
    private static final double ABSOLUTE = 1e-8;
    private static final double CERTAIN = 50;

    /** The loss under test, for {@link #head}. */
    protected abstract Loss loss();

    /** The head that the loss is tested with: labels, unless it is for classes or quantities. */
    protected RowHead head() {
        return TinyData.schema(4);
    }

    /** Whether the value is a mean over samples, so that a batch and the same batch twice have the same loss. */
    protected boolean meanOverSamples() {
        return true;
    }

    /** Whether the gradient of a certain mistake points away from it. False for losses that give up on outliers. */
    protected boolean correctsCertainMistakes() {
        return true;
    }

    @Test
    void hasTheGradientOfItsValueForHardTargets() {
        assertGradient(logits(ROWS, 2), hardTargets(ROWS), ROWS);
    }

    @Test
    void hasTheGradientOfItsValueForSoftTargets() {
        SplittableRandom random = SEED.branch("soft", 0).random();
        double[] targets = new TinyRows(head(), width()).soft(ROWS, random);
        assertGradient(logits(ROWS, 2), targets, ROWS);
    }

    @Test
    void hasTheGradientOfItsValueForOneSample() {
        assertGradient(logits(1, 2), hardTargets(1), 1);
    }

    @Test
    void isFiniteWherePredictionsAreCertain() {
        double[] targets = hardTargets(ROWS);
        for (double sign : new double[] {-1, 1}) {
            double[] certain = Arrays.stream(targets)
                    .map(target -> sign * (target == 1 ? CERTAIN : -CERTAIN))
                    .toArray();
            double[] gradient = new double[targets.length];
            double value = loss().evaluate(certain, targets, ROWS, width(), gradient);
            assertThat(value).as("loss of logits of +-%s", CERTAIN).isFinite();
            assertThat(Arrays.stream(gradient).filter(slope -> !Double.isFinite(slope)))
                    .as("slopes at logits of +-%s that are no number", CERTAIN)
                    .isEmpty();
        }
    }

    @Test
    void movesAwayFromCertainMistakes() {
        assumeTrue(correctsCertainMistakes(), "gives up on certain mistakes");
        double[] targets = hardTargets(ROWS);
        double[] wrong = Arrays.stream(targets)
                .map(target -> target == 1 ? -CERTAIN : CERTAIN)
                .toArray();
        double[] gradient = new double[targets.length];
        loss().evaluate(wrong, targets, ROWS, width(), gradient);
        double alongTheMistake = IntStream.range(0, wrong.length)
                .mapToDouble(i -> gradient[i] * Math.signum(wrong[i]))
                .sum();
        assertThat(alongTheMistake)
                .as("derivative of the loss by the size of mistakes at logits of +-%s", CERTAIN)
                .isGreaterThan(1e-6);
    }

    @Test
    void doesNotGrowWithTheBatch() {
        assumeTrue(meanOverSamples(), "is not a mean over samples");
        double[] logits = logits(ROWS, 2);
        double[] targets = hardTargets(ROWS);
        double once = loss().evaluate(logits, targets, ROWS, width(), new double[logits.length]);
        double[] doubled = new double[2 * logits.length];
        double twice = loss().evaluate(twice(logits), twice(targets), 2 * ROWS, width(), doubled);
        assertThat(twice).as("loss of a batch that holds every sample twice").isCloseTo(once, within(1e-9));
    }

    @Test
    void overwritesTheWholeGradient() {
        double[] logits = logits(ROWS, 2);
        double[] clean = new double[logits.length];
        double[] used = new double[logits.length];
        Arrays.fill(used, Double.NaN);
        loss().evaluate(logits, hardTargets(ROWS), ROWS, width(), clean);
        loss().evaluate(logits, hardTargets(ROWS), ROWS, width(), used);
        assertThat(used).as("gradient in an array that was used before").containsExactly(clean);
    }

    @Test
    void leavesLogitsAndTargetsAlone() {
        double[] logits = logits(ROWS, 2);
        double[] targets = hardTargets(ROWS);
        loss().evaluate(logits, targets, ROWS, width(), new double[logits.length]);
        assertThat(logits).as("logits after the call").containsExactly(logits(ROWS, 2));
        assertThat(targets).as("targets after the call").containsExactly(hardTargets(ROWS));
    }

    @Test
    void repeatsItself() {
        Loss loss = loss();
        double[] logits = logits(ROWS, 2);
        double first = loss.evaluate(logits, hardTargets(ROWS), ROWS, width(), new double[logits.length]);
        loss.evaluate(logits(2, 5), hardTargets(2), 2, width(), new double[2 * width()]);
        double second = loss.evaluate(logits, hardTargets(ROWS), ROWS, width(), new double[logits.length]);
        assertThat(second).as("loss of the same batch again").isEqualTo(first);
    }

    private void assertGradient(double[] logits, double[] targets, int rows) {
        double[] gradient = new double[logits.length];
        double value = loss().evaluate(logits, targets, rows, width(), gradient);
        assertThat(value).isFinite();
        for (int i = 0; i < logits.length; i++) {
            double above = valueWith(logits, i, STEP, targets, rows);
            double below = valueWith(logits, i, -STEP, targets, rows);
            double expected = (above - below) / (2 * STEP);
            assertThat(gradient[i])
                    .as("gradient by logit %d = %s with target %s", i, logits[i], targets[i])
                    .isCloseTo(expected, within(Math.max(ABSOLUTE, RELATIVE * Math.abs(expected))));
        }
    }

    private double valueWith(double[] logits, int index, double step, double[] targets, int rows) {
        double[] moved = logits.clone();
        moved[index] += step;
        return loss().evaluate(moved, targets, rows, width(), new double[moved.length]);
    }

    private int width() {
        return head().width();
    }

    private double[] logits(int rows, double scale) {
        SplittableRandom random = SEED.branch("logits", rows).random();
        return IntStream.range(0, rows * width())
                .mapToDouble(i -> scale * random.nextGaussian())
                .toArray();
    }

    /** Of labels, both answers occur in every row and column. */
    private double[] hardTargets(int rows) {
        if (head() instanceof Classes || head() instanceof Quantities) {
            return Arrays.stream(new TinyRows(head(), width()).targets(rows))
                    .flatMapToDouble(row -> IntStream.range(0, row.length).mapToDouble(column -> row[column]))
                    .toArray();
        }
        return IntStream.range(0, rows * width())
                .mapToDouble(i -> (i / width() + i % width()) % 2)
                .toArray();
    }

    private static double[] twice(double[] values) {
        return IntStream.range(0, 2 * values.length)
                .mapToDouble(i -> values[i % values.length])
                .toArray();
    }
}
