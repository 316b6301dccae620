package io.foldwise.layers.pooling;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Maxima of packed rows; remembers the row of every maximum, which alone gets the gradient. */
final class CpuHalvingPooling implements Kernel {

    private final int channels;
    private final HeapScratch steps = new HeapScratch();
    private final HeapScratch results = new HeapScratch();
    private int[] rowOfMaximum = new int[0];

    CpuHalvingPooling(int channels) {
        this.channels = channels;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        PackedRows rows = new PackedRows(context.lengths());
        PackedRows halves = halves(context);
        float[] input = steps.atLeast(rows.rows() * channels);
        rows.read(FloatMemory.of(context.input()), channels, input);
        float[] result = results.atLeast(halves.rows() * channels);
        if (rowOfMaximum.length < halves.rows() * channels) {
            rowOfMaximum = new int[halves.rows() * channels];
        }
        for (int sample = 0; sample < rows.batch(); sample++) {
            int end = rows.start(sample) + rows.length(sample);
            for (int half = 0; half < halves.length(sample); half++) {
                int first = rows.start(sample) + half * HalvingPooling.STRIDE;
                int last = Math.min(first + HalvingPooling.WIDTH, end) - 1;
                pool(input, first, last, result, (halves.start(sample) + half) * channels);
            }
        }
        halves.write(result, channels, FloatMemory.of(output));
    }

    private void pool(float[] input, int first, int last, float[] result, int to) {
        System.arraycopy(input, first * channels, result, to, channels);
        Arrays.fill(rowOfMaximum, to, to + channels, first);
        for (int row = first + 1; row <= last; row++) {
            for (int channel = 0; channel < channels; channel++) {
                float value = input[row * channels + channel];
                if (value > result[to + channel]) {
                    result[to + channel] = value;
                    rowOfMaximum[to + channel] = row;
                }
            }
        }
    }

    private static PackedRows halves(LayerContext context) {
        return new PackedRows(context.lengths().thinned(HalvingPooling.STRIDE));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        PackedRows rows = new PackedRows(context.lengths());
        PackedRows halves = halves(context);
        float[] incoming = results.atLeast(halves.rows() * channels);
        halves.read(FloatMemory.of(gradients.output()), channels, incoming);
        float[] outgoing = steps.atLeast(rows.rows() * channels);
        Arrays.fill(outgoing, 0, rows.rows() * channels, 0);
        for (int half = 0; half < halves.rows(); half++) {
            for (int channel = 0; channel < channels; channel++) {
                int place = half * channels + channel;
                outgoing[rowOfMaximum[place] * channels + channel] += incoming[place];
            }
        }
        rows.write(outgoing, channels, FloatMemory.of(gradients.input()));
    }
}
