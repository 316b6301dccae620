package io.foldwise.spi.training;

import io.foldwise.spi.Kind;

/**
 * What training makes small, as a function of logits. Working on logits, not probabilities, keeps it exact where a
 * prediction is certain: it must stay finite and have a useful gradient at logits of +-50. It leaves logits and targets as they
 * are, and keeps nothing from one batch to the next.
 */
@Kind("loss")
@FunctionalInterface
public interface Loss {

    /**
     * The loss of one batch and its gradient. Arrays are row-major {@code [rows, labels]}.
     *
     * @param logits the model's outputs
     * @param targets in [0, 1]
     * @param rows the number of samples
     * @param labels the number of columns
     * @param gradient is overwritten with the derivative of the returned value by each logit
     * @return the loss, a mean over samples, so that it does not grow with the batch
     */
    double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient);
}
