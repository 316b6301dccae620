package io.foldwise.layers.image;

import io.foldwise.layers.kernel.DropoutFactors;
import io.foldwise.layers.kernel.DropoutRate;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Makes the factors twice, for both ways, and multiplies by ND4J. */
final class PortableImageDropout implements Kernel {

    private final DropoutFactors factors;
    private final boolean channels;

    PortableImageDropout(DropoutRate rate, boolean channels) {
        this.factors = new DropoutFactors(rate);
        this.channels = channels;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        multiply(context, context.input(), output);
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        multiply(context, gradients.output(), gradients.input());
    }

    private void multiply(LayerContext context, INDArray from, INDArray to) {
        to.assign(context.training() ? from.mul(factors(context.key(), from)) : from);
    }

    private INDArray factors(long key, INDArray images) {
        long[] shape = channels ? new long[] {images.size(0), 1, 1, images.size(3)} : images.shape();
        int count = 1;
        for (long size : shape) {
            count *= (int) size;
        }
        float[] values = new float[count];
        factors.fill(key, 0, values, count);
        return Nd4j.createFromArray(values).castTo(images.dataType()).reshape(shape);
    }
}
