package io.foldwise.layers.image;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The sums of a convolution of one group, without bias and activation. */
interface ConvolutionSums {

    /**
     * @param input {@code [batch, height, width, channels]}
     * @param weights {@code [kernel height, kernel width, channels, filters]}
     * @param output {@code [batch, rows, columns, filters]}, to be written
     */
    void forward(INDArray input, INDArray weights, INDArray output);

    /** The gradients by input and weights into the last two arrays. */
    void backward(INDArray input, INDArray weights, INDArray incoming, INDArray inputGradient, INDArray weightGradient);
}
