package io.foldwise.spi.training;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A stage of training, as a {@link Hook} sees it. Arrays are views: what is written into them is written into the network. */
public interface Training {

    /** How many epochs there are at most. */
    int epochs();

    /** The stage's losses, one for each head. */
    List<Loss> losses();

    /** All weights of the network, {@code [n]}, running statistics among them. */
    INDArray weights();

    /**
     * The gradient of the loss by all weights, {@code [n]}. For running statistics it is the step that they take, which is
     * subtracted from them as it is.
     */
    INDArray gradients();

    /** The arrays that the weights consist of, one after the other. */
    List<Parameter> parameters();

    /**
     * The arrays that any of some patterns fits, in the network's order.
     *
     * @param patterns names in which {@code *} stands for any letters, as {@link Parameter#fits} takes them
     * @throws io.foldwise.spi.IncompatibleException if a pattern fits none, with the names that resemble it
     */
    List<Parameter> parameters(List<String> patterns);

    /**
     * Keeps what the loss's gradient by the outputs of some layers is, in every step from now on, and lets something be added to
     * those outputs. To be asked for in {@link Hook#begin}.
     *
     * @param patterns names of layers in which {@code *} stands for any letters
     * @return the names of the layers that fit, for {@link Step#gradientByOutput} and {@link FurtherGradient#shifts}
     * @throws io.foldwise.spi.IncompatibleException if a pattern fits no layer
     */
    List<String> watch(List<String> patterns);

    /**
     * Measures the running statistics of batch normalization for other weights: training batches of the epoch before pass
     * through the network, and the statistics move as they do in training. Does nothing for a network without any.
     *
     * @param weights {@code [n]}; the statistics among them are the start, and are overwritten
     * @param batches how many; with fewer in the epoch, it is gone through several times
     */
    void measureStatistics(INDArray weights, int batches);
}
