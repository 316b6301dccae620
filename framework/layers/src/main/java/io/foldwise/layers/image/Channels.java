package io.foldwise.layers.image;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Sums over images by ND4J, for portable kernels. */
final class Channels {

    private Channels() {}

    /**
     * The sum of every channel over batch, height and width, {@code [channels]}. Axis by axis: in one go, single precision
     * would leave four digits of it.
     */
    static INDArray sums(INDArray images) {
        return images.sum(2).sum(1).sum(0);
    }

    /** {@code [batch, channels]} as {@code [batch, 1, 1, channels]}. */
    static INDArray asImages(INDArray vectors) {
        return vectors.rank() == 4 ? vectors : vectors.reshape('c', vectors.size(0), 1, 1, vectors.size(1));
    }
}
