package io.foldwise.layers.image;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

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
        INDArray upToHere = Nd4j.exec(DynamicCustomOp.builder("cumsum")
                .addInputs(equal)
                .addIntegerArguments(0, 0, dimension)
                .build())[0];
        return equal.muli(upToHere.eq(1).castTo(values.dataType()));
    }
}
