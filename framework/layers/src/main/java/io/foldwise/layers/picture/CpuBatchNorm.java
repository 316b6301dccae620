package io.foldwise.layers.picture;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Goes over the pictures by tiles of whole elements {@code [channels]}, with whatever belongs to channels spread out over
 * a tile.
 */
final class CpuBatchNorm implements Kernel {

    private final int channels;
    private final float slope;
    private final ChannelTiles tiles;
    private final float[] values;
    private final float[] gradient;
    private final float[] mean;
    private final float[] scale;
    private final float[] gain;
    private final float[] shift;
    private final float[] sum;
    private final float[] otherSum;
    private float[] batchMean;
    private float[] batchVariance;

    CpuBatchNorm(int channels, float slope) {
        this.channels = channels;
        this.slope = slope;
        tiles = new ChannelTiles(channels);
        values = tiles.empty();
        gradient = tiles.empty();
        mean = tiles.empty();
        scale = tiles.empty();
        gain = tiles.empty();
        shift = tiles.empty();
        sum = tiles.empty();
        otherSum = tiles.empty();
    }

    @Override
    public void forward(Pass pass, INDArray output) {
        FloatMemory from = FloatMemory.of(pass.input());
        FloatMemory to = FloatMemory.of(output);
        if (pass.training()) {
            measure(from);
        } else {
            batchMean = parameter(pass.parameter(BatchNorm.MEAN));
            batchVariance = parameter(pass.parameter(BatchNorm.VARIANCE));
            tiles.spread(batchMean, mean);
        }
        tiles.spread(parameter(pass.parameter(BatchNorm.GAIN)), gain);
        tiles.spread(parameter(pass.parameter(BatchNorm.SHIFT)), shift);
        tiles.spread(inverseDeviations(), scale);
        int size = (int) from.size();
        for (int start = 0; start < size; start += values.length) {
            int count = Math.min(values.length, size - start);
            from.read(start, values, 0, count);
            normalize(values, mean, scale, count);
            AlignedLoops.affine(values, gain, shift, values, count);
            leak(values, slope, count);
            to.write(start, values, 0, count);
        }
    }

    private void measure(FloatMemory from) {
        int size = (int) from.size();
        double elements = size / (double) channels;
        Arrays.fill(sum, 0);
        for (int start = 0; start < size; start += values.length) {
            int count = Math.min(values.length, size - start);
            from.read(start, values, 0, count);
            AlignedLoops.add(values, sum, count);
        }
        batchMean = tiles.fold(sum, 1 / elements);
        tiles.spread(batchMean, mean);
        Arrays.fill(sum, 0);
        for (int start = 0; start < size; start += values.length) {
            int count = Math.min(values.length, size - start);
            from.read(start, values, 0, count);
            AlignedLoops.subtract(mean, values, count);
            AlignedLoops.addProduct(values, values, sum, count);
        }
        batchVariance = tiles.fold(sum, 1 / elements);
    }

    private float[] inverseDeviations() {
        float[] inverse = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            inverse[channel] = (float) (1 / Math.sqrt(batchVariance[channel] + BatchNorm.EPSILON));
        }
        return inverse;
    }

    @Override
    public void backward(Pass pass, Gradients gradients) {
        FloatMemory from = FloatMemory.of(pass.input());
        FloatMemory incoming = FloatMemory.of(gradients.output());
        FloatMemory to = FloatMemory.of(gradients.input());
        int size = (int) from.size();
        Arrays.fill(sum, 0);
        Arrays.fill(otherSum, 0);
        for (int start = 0; start < size; start += values.length) {
            int count = Math.min(values.length, size - start);
            read(from, incoming, start, count);
            AlignedLoops.add(gradient, sum, count);
            AlignedLoops.addProduct(gradient, values, otherSum, count);
        }
        FloatMemory.of(gradients.parameter(BatchNorm.SHIFT)).write(0, tiles.fold(sum, 1), 0, channels);
        FloatMemory.of(gradients.parameter(BatchNorm.GAIN)).write(0, tiles.fold(otherSum, 1), 0, channels);
        // Fixed mean and variance do not answer to the input: then nothing is subtracted.
        double share = pass.training() ? channels / (double) size : 0;
        tiles.spread(tiles.fold(sum, share), sum);
        tiles.spread(tiles.fold(otherSum, share), otherSum);
        for (int start = 0; start < size; start += values.length) {
            int count = Math.min(values.length, size - start);
            read(from, incoming, start, count);
            project(gradient, values, sum, otherSum, count);
            AlignedLoops.multiply(gain, gradient, count);
            AlignedLoops.multiply(scale, gradient, count);
            to.write(start, gradient, 0, count);
        }
        writeSteps(pass, gradients);
    }

    /** Normalized values, and gradients by what the leaky ReLU got. */
    private void read(FloatMemory from, FloatMemory incoming, int start, int count) {
        from.read(start, values, 0, count);
        incoming.read(start, gradient, 0, count);
        normalize(values, mean, scale, count);
        gate(values, gain, shift, slope, gradient, count);
    }

    private void writeSteps(Pass pass, Gradients gradients) {
        writeStep(pass, gradients, BatchNorm.MEAN, batchMean);
        writeStep(pass, gradients, BatchNorm.VARIANCE, batchVariance);
    }

    private void writeStep(Pass pass, Gradients gradients, String name, float... measured) {
        float[] step = parameter(pass.parameter(name));
        for (int channel = 0; channel < channels; channel++) {
            step[channel] = (float) (BatchNorm.MOMENTUM * (step[channel] - measured[channel]));
        }
        FloatMemory.of(gradients.parameter(name)).write(0, step, 0, channels);
    }

    private float[] parameter(INDArray array) {
        float[] values = new float[channels];
        FloatMemory.of(array).read(0, values, 0, channels);
        return values;
    }

    private static void normalize(float[] values, float[] mean, float[] scale, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = (values[i] - mean[i]) * scale[i];
        }
    }

    private static void leak(float[] values, float slope, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = Math.max(values[i], slope * values[i]);
        }
    }

    private static void gate(
            float[] normalized, float[] gain, float[] shift, float slope, float[] gradient, int count) {
        float rest = 1 - slope;
        for (int i = 0; i < count; i++) {
            float positive = AlignedLoops.step(Math.fma(normalized[i], gain[i], shift[i]));
            gradient[i] *= Math.fma(rest, positive, slope);
        }
    }

    private static void project(float[] gradient, float[] normalized, float[] mean, float[] slope, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] = gradient[i] - mean[i] - normalized[i] * slope[i];
        }
    }
}
