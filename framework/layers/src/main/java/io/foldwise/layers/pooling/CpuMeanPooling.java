package io.foldwise.layers.pooling;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.Loops;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The average over time. */
final class CpuMeanPooling implements Kernel {

    private final int channels;
    private final HeapScratch steps = new HeapScratch();
    private final HeapScratch pooled = new HeapScratch();

    CpuMeanPooling(int channels) {
        this.channels = channels;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        PackedRows rows = new PackedRows(context.lengths());
        float[] input = steps.atLeast(rows.rows() * channels);
        rows.read(FloatMemory.of(context.input()), channels, input);
        int size = context.batch() * channels;
        float[] mean = pooled.atLeast(size);
        Arrays.fill(mean, 0, size, 0);
        for (int sample = 0; sample < context.batch(); sample++) {
            for (int row = rows.start(sample); row < rows.start(sample) + rows.length(sample); row++) {
                Loops.add(input, row * channels, mean, sample * channels, channels);
            }
            Loops.scale(share(rows, sample), mean, sample * channels, channels);
        }
        FloatMemory.of(output).write(0, mean, 0, size);
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        PackedRows rows = new PackedRows(context.lengths());
        int size = context.batch() * channels;
        float[] incoming = pooled.atLeast(size);
        FloatMemory.of(gradients.output()).read(0, incoming, 0, size);
        float[] outgoing = steps.atLeast(rows.rows() * channels);
        for (int sample = 0; sample < context.batch(); sample++) {
            Loops.scale(share(rows, sample), incoming, sample * channels, channels);
            for (int row = rows.start(sample); row < rows.start(sample) + rows.length(sample); row++) {
                System.arraycopy(incoming, sample * channels, outgoing, row * channels, channels);
            }
        }
        rows.write(outgoing, channels, FloatMemory.of(gradients.input()));
    }

    private static float share(PackedRows rows, int sample) {
        return 1f / Math.max(1, rows.length(sample));
    }
}
