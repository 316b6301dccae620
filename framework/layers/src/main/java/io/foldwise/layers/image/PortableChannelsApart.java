package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The formula by ND4J. */
final class PortableChannelsApart implements Kernel {

    @Override
    public void forward(LayerContext context, INDArray output) {
        INDArray turned = context.input().permute(0, 2, 1).dup('c');
        output.assign(turned.reshape('c', output.shape()));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        long[] signals = gradients.input().shape();
        INDArray apart = gradients.output().reshape('c', signals[0], signals[2], signals[1]);
        gradients.input().assign(apart.permute(0, 2, 1));
    }
}
