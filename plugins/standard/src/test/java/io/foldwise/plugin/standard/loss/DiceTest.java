package io.foldwise.plugin.standard.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Samples;
import org.junit.jupiter.api.Test;

final class DiceTest {

    private final Dice loss = new Dice(new Dice.Params(1, Over.SAMPLE), Samples.schema(4));

    @Test
    void isOneMinusTheOverlapOfEachRow() {
        double[] logits = {0, Math.log(3), 0, 0}; // probabilities 1/2, 3/4; 1/2, 1/2
        double[] targets = {0, 1, 0, 0};
        double first = 1 - (2 * 0.75 + 1) / (1.25 + 1 + 1);
        double second = 1 - (0 + 1) / (1.0 + 0 + 1);
        assertThat(loss.evaluate(logits, targets, 2, 2, new double[4])).isCloseTo((first + second) / 2, within(1e-15));
    }

    @Test
    void asksRowsWithoutLabelsForSmallProbabilities() {
        double[] gradient = new double[2];
        loss.evaluate(new double[] {0, -1}, new double[] {0, 0}, 1, 2, gradient);
        assertThat(gradient[0]).isPositive();
        assertThat(gradient[1]).isPositive();
    }

    @Test
    void takesABatchForOneSet() {
        Dice overBatch = new Dice(new Dice.Params(0.5, Over.BATCH), Samples.schema(4));
        double[] logits = {0, Math.log(3), 0, 0}; // probabilities 1/2, 3/4; 1/2, 1/2
        double[] targets = {0, 1, 0, 0};
        assertThat(overBatch.evaluate(logits, targets, 2, 2, new double[4]))
                .isCloseTo(1 - (2 * 0.75 + 0.5) / (2.25 + 1 + 0.5), within(1e-15));
    }

    /** Beside a pixel that is found, in a batch of 2 masks of 20 pixels. */
    @Test
    void chargesAFalsePixelOfAnEmptySampleLessOverABatch() {
        double[] targets = new double[40];
        double[] logits = new double[40];
        for (int pixel = 0; pixel < 40; pixel++) {
            targets[pixel] = pixel < 19 ? 1 : 0;
            logits[pixel] = pixel < 19 || pixel == 25 ? 40 : -40;
        }
        assertThat(of(Over.SAMPLE, logits, targets)).isCloseTo(0.5, within(1e-5));
        assertThat(of(Over.BATCH, logits, targets)).isCloseTo(1.0 / 39, within(1e-5));
    }

    private static double of(Over over, double[] logits, double[] targets) {
        return new Dice(new Dice.Params(1e-6, over), Samples.schema(4))
                .evaluate(logits, targets, 2, 20, new double[40]);
    }
}
