package io.foldwise.plugin.standard.optimizer;

import io.foldwise.layers.cpu.FloatMemory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The steps of ND4J's Adam operation in single precision on the CPU, by parts that fit in the cache.
 * Rounded as its natives for x86-64 round, but for the last bit of some numbers.
 */
final class AdamSteps {

    private static final int PART = 4096;

    private final float beta1;
    private final float beta2;
    private final float[] gradients = new float[PART];
    private final float[] means = new float[PART];
    private final float[] squares = new float[PART];

    AdamSteps(double beta1, double beta2) {
        this.beta1 = (float) beta1;
        this.beta2 = (float) beta2;
    }

    /**
     * Moves the running means on, and turns the gradient into the step.
     *
     * @param mean of gradients
     * @param square mean of their squares
     * @param rate the learning rate
     * @param epsilon added to the root of the mean of squares as it is
     * @param iteration from 0
     */
    void take(INDArray gradient, INDArray mean, INDArray square, double rate, double epsilon, int iteration) {
        FloatMemory gradientMemory = FloatMemory.of(gradient);
        FloatMemory meanMemory = FloatMemory.of(mean);
        FloatMemory squareMemory = FloatMemory.of(square);
        float corrected = corrected((float) rate, (float) epsilon, iteration + 1f);
        int size = Math.toIntExact(gradientMemory.size());
        for (int start = 0; start < size; start += PART) {
            int count = Math.min(PART, size - start);
            gradientMemory.read(start, gradients, 0, count);
            meanMemory.read(start, means, 0, count);
            squareMemory.read(start, squares, 0, count);
            moveMean(gradients, means, beta1, 1 - beta1, count);
            moveSquare(gradients, squares, beta2, 1 - beta2, count);
            step(means, squares, corrected, (float) epsilon, gradients, count);
            gradientMemory.write(start, gradients, 0, count);
            meanMemory.write(start, means, 0, count);
            squareMemory.write(start, squares, 0, count);
        }
    }

    /** The learning rate, corrected for means that start at zero; 0 stays 0, which ND4J's operation takes for epsilon. */
    private float corrected(float rate, float epsilon, float steps) {
        if (rate == 0) {
            return 0;
        }
        float forgotten1 = (float) Math.pow(beta1, steps);
        float forgotten2 = (float) Math.pow(beta2, steps);
        float root = (float) Math.sqrt(1.0 - forgotten2);
        float corrected = (float) ((double) (rate * root) / (1.0 - forgotten1));
        return corrected == 0 || !Float.isFinite(corrected) ? epsilon : corrected;
    }

    private static void moveMean(float[] from, float[] mean, float kept, float rest, int count) {
        for (int i = 0; i < count; i++) {
            mean[i] = Math.fma(kept, mean[i], from[i] * rest);
        }
    }

    private static void moveSquare(float[] from, float[] mean, float kept, float rest, int count) {
        for (int i = 0; i < count; i++) {
            mean[i] = Math.fma(kept, mean[i], from[i] * from[i] * rest);
        }
    }

    private static void step(float[] mean, float[] square, float rate, float epsilon, float[] step, int count) {
        for (int i = 0; i < count; i++) {
            step[i] = mean[i] * rate / ((float) Math.sqrt(square[i]) + epsilon);
        }
    }
}
