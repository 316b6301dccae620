package io.foldwise.layers.dropout;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.Loops;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
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
    public void forward(Pass pass, INDArray output) {
        if (pass.training()) {
            mask.fill(pass.key(), pass.lengths(), factors.atLeast(pass.lengths().total() * channels));
        }
        multiply(pass, pass.input(), output);
    }

    @Override
    public void backward(Pass pass, Gradients gradients) {
        multiply(pass, gradients.output(), gradients.input());
    }

    private void multiply(Pass pass, INDArray from, INDArray to) {
        PackedRows rows = new PackedRows(pass.lengths());
        int size = rows.rows() * channels;
        float[] heap = values.atLeast(size);
        rows.read(FloatMemory.of(from), channels, heap);
        if (pass.training()) {
            Loops.multiply(factors.array(), 0, heap, 0, size);
        }
        rows.write(heap, channels, FloatMemory.of(to));
    }
}
