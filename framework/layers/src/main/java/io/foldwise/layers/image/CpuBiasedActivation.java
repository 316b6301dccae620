package io.foldwise.layers.image;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Adds a bias to the sums of a convolution and takes the activation, by tiles of whole pixels. */
public final class CpuBiasedActivation implements Kernel {

    private static final int SUMMED_TILES = 64;

    private final Kernel sums;
    private final int channels;
    private final boolean bias;
    private final boolean relu;
    private final ChannelTiles tiles;
    private final float[] values;
    private final float[] results;
    private final float[] offset;
    private final float[] sum;

    /** @param activation {@code IDENTITY} or {@code RELU} */
    public CpuBiasedActivation(Kernel sums, int channels, boolean bias, Activation activation) {
        this.sums = sums;
        this.channels = channels;
        this.bias = bias;
        this.relu = activation == Activation.RELU;
        tiles = new ChannelTiles(channels);
        values = tiles.empty();
        results = tiles.empty();
        offset = tiles.empty();
        sum = tiles.empty();
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        sums.forward(context, output);
        if (bias) {
            float[] perChannel = new float[channels];
            FloatMemory.of(context.parameter(Convolution.BIAS)).read(0, perChannel, 0, channels);
            tiles.spread(perChannel, offset);
        }
        FloatMemory memory = FloatMemory.of(output);
        int size = (int) memory.size();
        for (int start = 0; start < size; start += values.length) {
            int count = Math.min(values.length, size - start);
            memory.read(start, values, 0, count);
            if (bias) {
                AlignedLoops.add(offset, values, count);
            }
            if (relu) {
                AlignedLoops.positive(values, values, count);
            }
            memory.write(start, values, 0, count);
        }
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        FloatMemory incoming = FloatMemory.of(gradients.output());
        FloatMemory result = FloatMemory.of(gradients.result());
        double[] total = new double[channels];
        Arrays.fill(sum, 0);
        int size = (int) incoming.size();
        int summed = 0;
        for (int start = 0; start < size; start += values.length) {
            int count = Math.min(values.length, size - start);
            incoming.read(start, values, 0, count);
            if (relu) {
                result.read(start, results, 0, count);
                AlignedLoops.gate(results, values, count);
                incoming.write(start, values, 0, count);
            }
            AlignedLoops.add(values, sum, count);
            if (++summed % SUMMED_TILES == 0) {
                tiles.empty(sum, total);
            }
        }
        if (bias) {
            tiles.empty(sum, total);
            float[] perChannel = new float[channels];
            for (int channel = 0; channel < channels; channel++) {
                perChannel[channel] = (float) total[channel];
            }
            FloatMemory.of(gradients.parameter(Convolution.BIAS)).write(0, perChannel, 0, channels);
        }
        sums.backward(context, gradients);
    }
}
