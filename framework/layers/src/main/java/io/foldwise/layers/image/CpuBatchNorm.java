package io.foldwise.layers.image;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Goes over the images by tiles of whole elements {@code [channels]}, with whatever belongs to channels spread out over
 * a tile. Memory is what it waits for, so it reads everything as rarely as it can: in training once for mean and variance
 * and once to normalize, and twice on the way back.
 */
final class CpuBatchNorm implements Kernel {

    /** Times any positive number that matters, this is at least 1. */
    private static final float STEEP = 1e38f;

    private static final int SUMMED_TILES = 64;

    private final int channels;
    private final BatchNorm.Options options;
    private final float slope;
    private final ChannelTiles tiles;
    private final float[] values;
    private final float[] gradient;
    private final float[] mean;
    private final float[] factor;
    private final float[] shift;
    private final float[] sum;
    private final float[] otherSum;
    private float[] batchMean;
    private float[] batchVariance;

    CpuBatchNorm(int channels, BatchNorm.Options options) {
        this.channels = channels;
        this.options = options;
        this.slope = (float) options.slope();
        tiles = new ChannelTiles(channels);
        values = tiles.empty();
        gradient = tiles.empty();
        mean = tiles.empty();
        factor = tiles.empty();
        shift = tiles.empty();
        sum = tiles.empty();
        otherSum = tiles.empty();
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        FloatMemory from = FloatMemory.of(context.input());
        FloatMemory to = FloatMemory.of(output);
        if (measures(context)) {
            measure(from);
        } else {
            batchMean = parameter(context.parameter(BatchNorm.MEAN));
            batchVariance = parameter(context.parameter(BatchNorm.VARIANCE));
        }
        float[] gain = parameter(context.parameter(BatchNorm.GAIN));
        float[] factors = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            factors[channel] = (float) (gain[channel] * inverseDeviation(channel));
        }
        tiles.spread(batchMean, mean);
        tiles.spread(factors, factor);
        tiles.spread(parameter(context.parameter(BatchNorm.SHIFT)), shift);
        int size = (int) from.size();
        for (int start = 0; start < size; start += values.length) {
            int count = Math.min(values.length, size - start);
            from.read(start, values, 0, count);
            normalize(values, mean, factor, shift, slope, count);
            to.write(start, values, 0, count);
        }
    }

    private boolean measures(LayerContext context) {
        return context.training() && !options.frozen();
    }

    /**
     * Mean and variance in one go, as mean and mean square of the distances from a point that lies near the mean: that of
     * the first tile.
     */
    private void measure(FloatMemory from) {
        int size = (int) from.size();
        int first = Math.min(values.length, size);
        Arrays.fill(values, 0);
        from.read(0, values, 0, first);
        float[] near = floats(tiles.sums(values));
        for (int channel = 0; channel < channels; channel++) {
            near[channel] *= (float) channels / first;
        }
        tiles.spread(near, mean);
        Arrays.fill(sum, 0);
        Arrays.fill(otherSum, 0);
        double[] distance = new double[channels];
        double[] square = new double[channels];
        for (int start = 0; start < size; start += values.length) {
            int count = Math.min(values.length, size - start);
            from.read(start, values, 0, count);
            measure(values, mean, sum, otherSum, count);
            emptySums(start + count, size, distance, square);
        }
        double share = channels / (double) size;
        batchMean = new float[channels];
        batchVariance = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            double offset = share * distance[channel];
            batchMean[channel] = (float) (near[channel] + offset);
            batchVariance[channel] = (float) Math.max(0, share * square[channel] - offset * offset);
        }
    }

    /** Moves the sums of some tiles on to double precision, before they have lost digits of their own. */
    private void emptySums(int done, int size, double[] total, double[] otherTotal) {
        if (done == size || done % (SUMMED_TILES * values.length) == 0) {
            tiles.empty(sum, total);
            tiles.empty(otherSum, otherTotal);
        }
    }

    private double inverseDeviation(int channel) {
        return 1 / Math.sqrt(batchVariance[channel] + options.epsilon());
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        FloatMemory from = FloatMemory.of(context.input());
        FloatMemory incoming = FloatMemory.of(gradients.output());
        int size = (int) from.size();
        Arrays.fill(sum, 0);
        Arrays.fill(otherSum, 0);
        double[] shiftGradient = new double[channels];
        double[] gainGradient = new double[channels];
        for (int start = 0; start < size; start += values.length) {
            int count = Math.min(values.length, size - start);
            from.read(start, values, 0, count);
            incoming.read(start, gradient, 0, count);
            addUp(values, mean, factor, shift, slope, gradient, sum, otherSum, count);
            emptySums(start + count, size, shiftGradient, gainGradient);
        }
        for (int channel = 0; channel < channels; channel++) {
            gainGradient[channel] *= inverseDeviation(channel);
        }
        write(gradients.parameter(BatchNorm.SHIFT), shiftGradient);
        write(gradients.parameter(BatchNorm.GAIN), gainGradient);
        // Fixed mean and variance do not answer to the input: then nothing is subtracted.
        double share = measures(context) ? channels / (double) size : 0;
        for (int channel = 0; channel < channels; channel++) {
            shiftGradient[channel] *= share;
            gainGradient[channel] *= share * inverseDeviation(channel);
        }
        tiles.spread(floats(shiftGradient), sum);
        tiles.spread(floats(gainGradient), otherSum);
        FloatMemory to = FloatMemory.of(gradients.input());
        for (int start = 0; start < size; start += values.length) {
            int count = Math.min(values.length, size - start);
            from.read(start, values, 0, count);
            incoming.read(start, gradient, 0, count);
            gate(values, mean, factor, shift, slope, gradient, count);
            project(gradient, values, sum, otherSum, factor, count);
            to.write(start, gradient, 0, count);
        }
        if (options.frozen()) {
            gradients
                    .parameters()
                    .values()
                    .forEach(parameter -> FloatMemory.of(parameter).zero(0, channels));
            return;
        }
        writeStep(context, gradients, BatchNorm.MEAN, 1, batchMean);
        double correction = context.training() ? options.correction(size / (double) channels) : 1;
        writeStep(context, gradients, BatchNorm.VARIANCE, correction, batchVariance);
    }

    private void writeStep(
            LayerContext context, Gradients gradients, String name, double correction, float... measured) {
        float[] step = parameter(context.parameter(name));
        for (int channel = 0; channel < channels; channel++) {
            float target = (float) (correction * measured[channel]);
            step[channel] = (float) (options.momentum() * (step[channel] - target));
        }
        FloatMemory.of(gradients.parameter(name)).write(0, step, 0, channels);
    }

    private float[] parameter(INDArray array) {
        float[] perChannel = new float[channels];
        FloatMemory.of(array).read(0, perChannel, 0, channels);
        return perChannel;
    }

    private void write(INDArray array, double... perChannel) {
        FloatMemory.of(array).write(0, floats(perChannel), 0, channels);
    }

    private float[] floats(double... perChannel) {
        float[] result = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            result[channel] = (float) perChannel[channel];
        }
        return result;
    }

    private static void normalize(float[] values, float[] mean, float[] factor, float[] shift, float slope, int count) {
        for (int i = 0; i < count; i++) {
            float z = Math.fma(values[i] - mean[i], factor[i], shift[i]);
            values[i] = Math.max(z, slope * z);
        }
    }

    /** Adds distances to one sum, and their squares to another one. */
    private static void measure(float[] values, float[] near, float[] sum, float[] squareSum, int count) {
        for (int i = 0; i < count; i++) {
            float distance = values[i] - near[i];
            sum[i] += distance;
            squareSum[i] = Math.fma(distance, distance, squareSum[i]);
        }
    }

    /** Adds gradients by what the leaky ReLU got to one sum, and their products with centred values to another one. */
    private static void addUp(
            float[] values,
            float[] mean,
            float[] factor,
            float[] shift,
            float slope,
            float[] gradient,
            float[] sum,
            float[] productSum,
            int count) {
        for (int i = 0; i < count; i++) {
            float centred = values[i] - mean[i];
            float steep = STEEP * Math.fma(centred, factor[i], shift[i]);
            float inner = gradient[i] * Math.min(1, Math.max(slope, steep));
            sum[i] += inner;
            productSum[i] = Math.fma(inner, centred, productSum[i]);
        }
    }

    /** Takes the mean off the values, and turns gradients into those by what the leaky ReLU got. */
    private static void gate(
            float[] values, float[] mean, float[] factor, float[] shift, float slope, float[] gradient, int count) {
        for (int i = 0; i < count; i++) {
            float centred = values[i] - mean[i];
            float steep = STEEP * Math.fma(centred, factor[i], shift[i]);
            values[i] = centred;
            gradient[i] *= Math.min(1, Math.max(slope, steep));
        }
    }

    /** Turns gradients into those by the values. */
    private static void project(
            float[] gradient, float[] centred, float[] mean, float[] steepness, float[] factor, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] = (gradient[i] - mean[i] - centred[i] * steepness[i]) * factor[i];
        }
    }
}
