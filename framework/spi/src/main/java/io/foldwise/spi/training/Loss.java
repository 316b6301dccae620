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
     * The loss of one batch and its gradient. Arrays are row-major {@code [rows, cells]}: the cells of a row are one sample's
     * logits, the columns of a row of numbers or the pixels of a mask. A loss over classes asks for {@link
     * io.foldwise.spi.data.Classes} in its constructor.
     *
     * @param logits the model's outputs
     * @param targets what the head's predictions should be; with {@code standardise-quantities} quantities of mean 0 and deviation 1, not
     *     those of the data
     * @param rows the number of samples
     * @param cells the number of logits of a sample
     * @param gradient is overwritten with the derivative of the returned value by each logit
     * @return the loss, a mean over samples, so that it does not grow with the batch
     */
    double evaluate(double[] logits, double[] targets, int rows, int cells, double[] gradient);

    /**
     * Whether targets may be of another shape than logits, as those of {@linkplain io.foldwise.spi.data.Head#target heads} that name
     * classes by their numbers. There are then as many of them for each sample.
     */
    default boolean takesOtherShapes() {
        return false;
    }
}
