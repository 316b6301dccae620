package io.foldwise.layers.dropout;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.Loops;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Multiplies the real steps with the mask, which it keeps for the way back. */
final class CpuDropout implements Kernel {

    private final int channels;
    private final DropoutMask mask;
    private final HeapScratch factors = new HeapScratch();
    private final HeapScratch values = new HeapScratch();

    CpuDropout(int channels, DropoutMask mask) {
        this.channels = channels;
        this.mask = mask;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        if (context.training()) {
            mask.fill(
                    context.key(),
                    context.lengths(),
                    factors.atLeast(context.lengths().total() * channels));
        }
        multiply(context, context.input(), output);
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        multiply(context, gradients.output(), gradients.input());
    }

    private void multiply(LayerContext context, INDArray from, INDArray to) {
        PackedRows rows = new PackedRows(context.lengths());
        int size = rows.rows() * channels;
        float[] heap = values.atLeast(size);
        rows.read(FloatMemory.of(from), channels, heap);
        if (context.training()) {
            Loops.multiply(factors.array(), 0, heap, 0, size);
        }
        rows.write(heap, channels, FloatMemory.of(to));
    }
}
