package io.foldwise.layers.image;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMath;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Computes {@code w = tanh(log(1 + exp(x)))} from {@code e = exp(-|x|)} as a quotient: {@code (1 + 2 e) / (1 + 2 e + 2 e^2)}
 * where {@code x > 0}, and {@code (e^2 + 2 e) / (e^2 + 2 e + 2)} elsewhere.
 */
final class CpuMish implements Kernel {

    private static final int TILE = 4096;

    private final float[] values = new float[TILE];
    private final float[] powers = new float[TILE];
    private final float[] gradient = new float[TILE];

    @Override
    public void forward(LayerContext context, INDArray output) {
        FloatMemory from = FloatMemory.of(context.input());
        FloatMemory to = FloatMemory.of(output);
        int size = (int) from.size();
        for (int start = 0; start < size; start += TILE) {
            int count = Math.min(TILE, size - start);
            read(from, start, count);
            weigh(powers, values, count);
            to.write(start, values, 0, count);
        }
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        FloatMemory from = FloatMemory.of(context.input());
        FloatMemory incoming = FloatMemory.of(gradients.output());
        FloatMemory to = FloatMemory.of(gradients.input());
        int size = (int) from.size();
        for (int start = 0; start < size; start += TILE) {
            int count = Math.min(TILE, size - start);
            read(from, start, count);
            incoming.read(start, gradient, 0, count);
            slope(powers, values, gradient, count);
            to.write(start, gradient, 0, count);
        }
    }

    private void read(FloatMemory from, int start, int count) {
        from.read(start, values, 0, count);
        negativeSize(values, powers, count);
        FloatMath.expOfNegative(powers, 0, count);
    }

    private static void negativeSize(float[] values, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = -Math.abs(values[i]);
        }
    }

    private static void weigh(float[] powers, float[] values, int count) {
        for (int i = 0; i < count; i++) {
            float e = powers[i];
            float positive = AlignedLoops.step(values[i]);
            values[i] *= weight(e, positive);
        }
    }

    /** {@code f' = w + x (1 - w^2) sigmoid(x)} */
    private static void slope(float[] powers, float[] values, float[] gradient, int count) {
        for (int i = 0; i < count; i++) {
            float e = powers[i];
            float positive = AlignedLoops.step(values[i]);
            float weight = weight(e, positive);
            float sigmoid = (positive + (1 - positive) * e) / (1 + e);
            gradient[i] *= weight + values[i] * (1 - weight * weight) * sigmoid;
        }
    }

    private static float weight(float e, float positive) {
        float square = e * e;
        float above = 2 * e + positive + (1 - positive) * square;
        return above / (above + 2 * (1 - positive + positive * square));
    }
}
