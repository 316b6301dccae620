package io.foldwise.layers.picture;

import io.foldwise.layers.cpu.FloatMath;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies sequence by sequence. */
final class CpuSequenceToPicture implements Kernel {

    private final int length;
    private final int channels;
    private final float[] values;
    private final float[] slopes;

    CpuSequenceToPicture(int length, int channels) {
        this.length = length;
        this.channels = channels;
        this.values = new float[length * channels];
        this.slopes = new float[length * channels];
    }

    @Override
    public void forward(Pass pass, INDArray output) {
        FloatMemory to = FloatMemory.of(output);
        FloatMemory from = FloatMemory.of(pass.input());
        for (int sample = 0; sample < pass.batch(); sample++) {
            read(from, pass, sample);
            to.write(sample * values.length, values, 0, values.length);
        }
    }

    private int read(FloatMemory from, Pass pass, int sample) {
        int count = Math.min(length, pass.lengths().of(sample)) * channels;
        from.read(sample * pass.time() * channels, values, 0, count);
        FloatMath.sigmoid(values, 0, count);
        Arrays.fill(values, count, values.length, 0.5f);
        return count;
    }

    @Override
    public void backward(Pass pass, Gradients gradients) {
        FloatMemory from = FloatMemory.of(pass.input());
        FloatMemory incoming = FloatMemory.of(gradients.output());
        FloatMemory to = FloatMemory.of(gradients.input());
        int sequence = pass.time() * channels;
        for (int sample = 0; sample < pass.batch(); sample++) {
            int count = read(from, pass, sample);
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
