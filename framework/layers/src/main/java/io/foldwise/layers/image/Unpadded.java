package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A kernel that knows no padding, and refuses batches that have some. */
record Unpadded(Kernel kernel) implements Kernel {

    @Override
    public void forward(LayerContext context, INDArray output) {
        for (int sample = 0; sample < context.batch(); sample++) {
            int length = context.lengths().of(sample);
            if (length < context.time()) {
                throw new IllegalArgumentException(
                        "the signals of a batch must have one length, but number " + (sample + 1)
                                + " of this one has " + length + " steps and is padded to " + context.time()
                                + ": cut all of them to one length");
            }
        }
        kernel.forward(context, output);
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        kernel.backward(context, gradients);
    }
}
