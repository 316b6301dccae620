package io.foldwise.layers.normalization;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.LayerNormRows;
import io.foldwise.layers.cpu.MemoryScratch;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Normalizes the real steps of one sequence after another on the heap; keeps the normalized rows for the way back. */
final class CpuLayerNorm implements Kernel {

    private final int channels;
    private final LayerNormRows normalization;
    private final HeapScratch values = new HeapScratch();
    private final HeapScratch results = new HeapScratch();
    private final HeapScratch scales = new HeapScratch();
    private final MemoryScratch normalized = new MemoryScratch();

    CpuLayerNorm(int channels) {
        this.channels = channels;
        this.normalization = new LayerNormRows(channels);
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        PackedRows rows = new PackedRows(context.lengths());
        normalization.begin(
                FloatMemory.of(context.parameter(LayerNorm.GAIN)),
                FloatMemory.of(context.parameter(LayerNorm.BIAS)),
                context.time());
        FloatMemory from = FloatMemory.of(context.input());
        FloatMemory to = FloatMemory.of(output);
        float[] sequence = values.atLeast(context.time() * channels);
        float[] result = results.atLeast(context.time() * channels);
        scales.atLeast(rows.rows());
        normalized.atLeast(rows.rows() * channels);
        for (int sample = 0; sample < context.batch(); sample++) {
            int place = sample * context.time() * channels;
            int size = rows.length(sample) * channels;
            from.read(place, sequence, 0, size);
            normalization.forward(sequence, rows.length(sample), scales.array(), rows.start(sample), result);
            normalized.memory().write(rows.start(sample) * channels, sequence, 0, size);
            to.write(place, result, 0, size);
        }
        rows.zeroPadding(channels, to);
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        PackedRows rows = new PackedRows(context.lengths());
        FloatMemory from = FloatMemory.of(gradients.output());
        FloatMemory to = FloatMemory.of(gradients.input());
        float[] gradient = results.array();
        float[] sequence = values.array();
        for (int sample = 0; sample < context.batch(); sample++) {
            int place = sample * context.time() * channels;
            int size = rows.length(sample) * channels;
            from.read(place, gradient, 0, size);
            normalized.memory().read(rows.start(sample) * channels, sequence, 0, size);
            normalization.backward(gradient, sequence, rows.length(sample), scales.array(), rows.start(sample));
            to.write(place, gradient, 0, size);
        }
        rows.zeroPadding(channels, to);
        normalization.writeGradients(
                FloatMemory.of(gradients.parameter(LayerNorm.GAIN)),
                FloatMemory.of(gradients.parameter(LayerNorm.BIAS)));
    }
}
