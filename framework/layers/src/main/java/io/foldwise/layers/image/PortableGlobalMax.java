package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The formula by ND4J. */
final class PortableGlobalMax implements Kernel {

    private static final int PIXELS = 1;

    @Override
    public void forward(LayerContext context, INDArray output) {
        output.assign(context.input().max(2).max(1).reshape('c', output.shape()));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray input = context.input();
        long[] rows = {input.size(0), input.size(1) * input.size(2), input.size(3)};
        long[] row = {input.size(0), 1, input.size(3)};
        INDArray first =
                FirstLargest.of(input.reshape('c', rows), gradients.result().reshape('c', row), PIXELS);
        INDArray gradient = first.mul(gradients.output().reshape('c', row));
        gradients.input().assign(gradient.reshape('c', input.shape()));
    }
}
