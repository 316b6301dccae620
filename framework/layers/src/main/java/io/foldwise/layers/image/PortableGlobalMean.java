package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The formula by ND4J, axis by axis. */
final class PortableGlobalMean implements Kernel {

    @Override
    public void forward(LayerContext context, INDArray output) {
        output.assign(context.input().mean(2).mean(1).reshape('c', output.shape()));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray input = gradients.input();
        INDArray share = Channels.asImages(gradients.output()).div(input.size(1) * input.size(2));
        input.assign(share.broadcast(input.shape()));
    }
}
