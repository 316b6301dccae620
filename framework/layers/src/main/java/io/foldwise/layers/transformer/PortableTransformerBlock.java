package io.foldwise.layers.transformer;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
import org.nd4j.linalg.api.ndarray.INDArray;

final class PortableTransformerBlock implements Kernel {
    PortableTransformerBlock(int width, TransformerSettings settings) {}

    @Override
    public void forward(Pass pass, INDArray output) {}

    @Override
    public void backward(Pass pass, Gradients gradients) {}
}
