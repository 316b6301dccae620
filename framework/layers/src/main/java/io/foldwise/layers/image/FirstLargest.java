package io.foldwise.layers.image;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Where maxima come from, by ND4J. */
final class FirstLargest {

    private FirstLargest() {}

    /**
     * One at the first place along a dimension that is equal to the maximum, and zero elsewhere.
     *
     * @param maximum of size 1 along the dimension
     */
    static INDArray of(INDArray values, INDArray maximum, int dimension) {
        INDArray equal = values.eq(maximum.broadcast(values.shape())).castTo(values.dataType());
        INDArray upToHere = equal.cumsum(dimension);
        return equal.muli(upToHere.eq(1).castTo(values.dataType()));
    }
}
