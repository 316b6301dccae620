package io.foldwise.layers.image;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The same numbers in the same order under another shape. */
final class CpuCopy implements Kernel {

    @Override
    public void forward(LayerContext context, INDArray output) {
        copy(context.input(), output);
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        copy(gradients.output(), gradients.input());
    }

    private static void copy(INDArray from, INDArray to) {
        FloatMemory.of(to).copy(0, FloatMemory.of(from), 0, (int) from.length());
    }
}
