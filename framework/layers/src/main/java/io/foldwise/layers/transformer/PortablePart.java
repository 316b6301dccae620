package io.foldwise.layers.transformer;

import io.foldwise.layers.kernel.Gradients;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One of a block's two parts on its way through one pass: rows {@code [batch * time, width]} in and out. */
interface PortablePart {

    INDArray forward(INDArray rows);

    /** The gradient of what {@link #forward} got; writes the parameters' gradients. */
    INDArray backward(INDArray gradient, Gradients gradients);
}
