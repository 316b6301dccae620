package io.foldwise.plugin.standard.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;

final class AdamStepsTest {

    private static final int SIZE = 10_001; // more than one part, and no multiple of it
    private static final double RATE = 1.3e-3;

    @Test
    void areThoseOfNd4jsOperation() {
        AdamSteps steps = new AdamSteps(0.9, 0.999);
        INDArray mean = Nd4j.zeros(1, SIZE);
        INDArray square = Nd4j.zeros(1, SIZE);
        INDArray otherMean = mean.dup();
        INDArray otherSquare = square.dup();
        Random random = new Random(2);
        for (int iteration : new int[] {0, 1, 2, 50, 1000}) {
            INDArray gradient = gradient(random);
            INDArray other = gradient.dup();
            steps.take(gradient, mean, square, RATE, 1e-8, iteration);
            Nd4j.exec(new AdamUpdater(other, otherSquare, otherMean, RATE, 0.9, 0.999, 1e-8, iteration));
            assertClose(gradient, other);
            assertClose(mean, otherMean);
            assertClose(square, otherSquare);
        }
    }

    @Test
    void takeNoStepAtARateOfZero() {
        INDArray mean = Nd4j.zeros(1, SIZE);
        INDArray gradient = gradient(new Random(3));

        new AdamSteps(0.9, 0.999).take(gradient, mean, Nd4j.zeros(1, SIZE), 0, 1e-3, 0);

        assertThat(gradient.amaxNumber().doubleValue()).isZero();
        assertThat(mean.amaxNumber().doubleValue()).as("what is remembered").isPositive();
    }

    private static INDArray gradient(Random random) {
        float[] values = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            values[i] = (float) (random.nextGaussian() * Math.pow(10, -random.nextInt(5)));
        }
        return Nd4j.createFromArray(values).reshape(1, SIZE);
    }

    private static void assertClose(INDArray actual, INDArray expected) {
        for (int i = 0; i < SIZE; i++) {
            double value = expected.getDouble(i);
            assertThat(actual.getDouble(i)).isCloseTo(value, within(1e-5 * Math.abs(value)));
        }
    }
}
