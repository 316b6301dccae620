package io.foldwise.layers.image;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Sums over images by ND4J, for portable kernels. */
final class Channels {

    private Channels() {}

    /**
     * The sum of every channel over batch and places, {@code [channels]}. Axis by axis: in one go, single precision
     * would leave four digits of it.
     */
    static INDArray sums(INDArray images) {
        INDArray sums = images;
        for (int axis = images.rank() - 2; axis >= 0; axis--) {
            sums = sums.sum(axis);
        }
        return sums;
    }

    /** {@code [batch, channels]} as {@code [batch, 1, 1, channels]}. */
    static INDArray asImages(INDArray vectors) {
        return vectors.rank() == 4 ? vectors : vectors.reshape('c', vectors.size(0), 1, 1, vectors.size(1));
    }
}
