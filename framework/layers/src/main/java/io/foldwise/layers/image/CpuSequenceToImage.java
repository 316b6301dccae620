package io.foldwise.layers.image;

import io.foldwise.layers.cpu.FloatMath;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies sequence by sequence. */
final class CpuSequenceToImage implements Kernel {

    private final int length;
    private final int channels;
    private final float[] values;
    private final float[] slopes;

    CpuSequenceToImage(int length, int channels) {
        this.length = length;
        this.channels = channels;
        this.values = new float[length * channels];
        this.slopes = new float[length * channels];
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        FloatMemory to = FloatMemory.of(output);
        FloatMemory from = FloatMemory.of(context.input());
        for (int sample = 0; sample < context.batch(); sample++) {
            read(from, context, sample);
            to.write(sample * values.length, values, 0, values.length);
        }
    }

    private int read(FloatMemory from, LayerContext context, int sample) {
        int count = Math.min(length, context.lengths().of(sample)) * channels;
        from.read(sample * context.time() * channels, values, 0, count);
        FloatMath.sigmoid(values, 0, count);
        Arrays.fill(values, count, values.length, 0.5f);
        return count;
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        FloatMemory from = FloatMemory.of(context.input());
        FloatMemory incoming = FloatMemory.of(gradients.output());
        FloatMemory to = FloatMemory.of(gradients.input());
        int sequence = context.time() * channels;
        for (int sample = 0; sample < context.batch(); sample++) {
            int count = read(from, context, sample);
            incoming.read(sample * values.length, slopes, 0, count);
            slope(values, slopes, count);
            to.write(sample * sequence, slopes, 0, count);
            to.zero(sample * sequence + count, sequence - count);
        }
    }

    private static void slope(float[] results, float[] gradient, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] *= results[i] * (1 - results[i]);
        }
    }
}
