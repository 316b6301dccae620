package io.foldwise.layers.pooling;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapRows;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.cpu.RowMaximum;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The largest value over time; remembers in training the row of every maximum, which alone gets the gradient. */
final class CpuMaxPooling implements Kernel {

    private final int channels;
    private final HeapRows steps;
    private final HeapScratch stepsGradient = new HeapScratch();
    private final HeapScratch pooled = new HeapScratch();
    private final RowMaximum rowMaximum;
    private int[] rowOfMaximum = new int[0];

    CpuMaxPooling(int channels) {
        this.channels = channels;
        this.steps = new HeapRows(channels);
        this.rowMaximum = new RowMaximum(channels);
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        PackedRows rows = new PackedRows(context.lengths());
        rows.read(FloatMemory.of(context.input()), channels, steps.atLeast(rows.rows()));
        float[] best = pool(rows, context.training());
        FloatMemory.of(output).write(0, best, 0, context.batch() * channels);
    }

    /**
     * The largest values, {@code [batch, channels]}.
     *
     * @param remembering whether the rows that hold them are wanted as well
     */
    private float[] pool(PackedRows rows, boolean remembering) {
        float[][] input = steps.array();
        int size = rows.batch() * channels;
        float[] best = pooled.atLeast(size);
        if (rowOfMaximum.length < size) {
            rowOfMaximum = new int[size];
        }
        for (int sample = 0; sample < rows.batch(); sample++) {
            int place = sample * channels;
            if (rows.length(sample) == 0) {
                Arrays.fill(best, place, place + channels, 0);
            } else if (remembering) {
                rowMaximum.find(input, rows.start(sample), rows.length(sample), best, place, rowOfMaximum, place);
            } else {
                rowMaximum.find(input, rows.start(sample), rows.length(sample), best, place);
            }
        }
        return best;
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        PackedRows rows = new PackedRows(context.lengths());
        if (!context.training()) {
            // Predictions remember no rows, but a frozen layer sees a backward pass after one all the same.
            pool(rows, true);
        }
        int size = context.batch() * channels;
        float[] incoming = pooled.atLeast(size);
        FloatMemory.of(gradients.output()).read(0, incoming, 0, size);
        float[] outgoing = stepsGradient.atLeast(rows.rows() * channels);
        Arrays.fill(outgoing, 0, rows.rows() * channels, 0);
        for (int sample = 0; sample < context.batch(); sample++) {
            if (rows.length(sample) > 0) {
                for (int channel = 0; channel < channels; channel++) {
                    int place = sample * channels + channel;
                    outgoing[rowOfMaximum[place] * channels + channel] = incoming[place];
                }
            }
        }
        rows.write(outgoing, channels, FloatMemory.of(gradients.input()));
    }
}
