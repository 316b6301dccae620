package io.foldwise.layers.normalization;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.cpu.RowNormalization;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Normalizes the packed rows on the heap. */
final class CpuLayerNorm implements Kernel {

    private final int channels;
    private final RowNormalization rowNormalization;
    private final HeapScratch values = new HeapScratch();
    private final HeapScratch inputGradient = new HeapScratch();
    private final float[] gain;
    private final float[] bias;

    CpuLayerNorm(int channels) {
        this.channels = channels;
        this.rowNormalization = new RowNormalization(channels);
        this.gain = new float[channels];
        this.bias = new float[channels];
    }

    @Override
    public void forward(Pass pass, INDArray output) {
        PackedRows rows = new PackedRows(pass.lengths());
        float[] heap = values.atLeast(rows.rows() * channels);
        rows.read(FloatMemory.of(pass.input()), channels, heap);
        FloatMemory.of(pass.parameter(LayerNorm.GAIN)).read(0, gain, 0, channels);
        FloatMemory.of(pass.parameter(LayerNorm.BIAS)).read(0, bias, 0, channels);
        rowNormalization.forward(heap, rows.rows(), gain, bias, heap);
        rows.write(heap, channels, FloatMemory.of(output));
    }

    @Override
    public void backward(Pass pass, Gradients gradients) {
        PackedRows rows = new PackedRows(pass.lengths());
        int size = rows.rows() * channels;
        float[] incoming = values.atLeast(size);
        rows.read(FloatMemory.of(gradients.output()), channels, incoming);
        float[] outgoing = inputGradient.atLeast(size);
        Arrays.fill(outgoing, 0, size, 0);
        float[] byGain = new float[channels];
        float[] byBias = new float[channels];
        rowNormalization.backward(incoming, rows.rows(), gain, byGain, byBias, outgoing);
        FloatMemory.of(gradients.parameter(LayerNorm.GAIN)).write(0, byGain, 0, channels);
        FloatMemory.of(gradients.parameter(LayerNorm.BIAS)).write(0, byBias, 0, channels);
        rows.write(outgoing, channels, FloatMemory.of(gradients.input()));
    }
}
