package io.foldwise.spi.training;

import io.foldwise.spi.Seed;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** One step of training, as a {@link Hook} sees it. */
public interface Step {

    /** The current epoch, within its stage, from 0. */
    int epoch();

    /** How many steps the stage has made before this one. */
    int number();

    /** The optimizer's learning rate in this step. */
    double learningRate();

    /** The root of this step's randomness; the same for all hooks, so take a branch named after the hook. */
    Seed seed();

    /** The batch that is trained on, when all hooks have had their say about it. */
    MultiDataSet batch();

    /**
     * Unlabelled samples to learn from in this step, the same however often they are asked for: features alone. Empty where the
     * experiment gives none.
     */
    Optional<MultiDataSet> unlabelled();

    /**
     * The gradient of the step's loss by what a layer puts out for {@link #batch}, {@code [batch, ...]}, of a layer that {@link
     * Training#watch} was told of. In {@link Hook#gradient} only.
     */
    INDArray gradientByOutput(String layer);

    /**
     * Computes the gradient again, at the weights as they are now, and adds a multiple of it to
     * {@link Training#gradients}. Steps of running statistics and the loss that is reported stay those of the first time.
     * In {@link Hook#gradient} only.
     *
     * @param batch {@link #batch()}, or another one
     */
    default void addGradient(MultiDataSet batch, double factor) {
        addGradient(FurtherGradient.of(batch, factor));
    }

    /** As {@link #addGradient(MultiDataSet, double)}, of another loss or with layers disturbed. */
    void addGradient(FurtherGradient further);

    /**
     * A batch whose examples are changed by augmentations, one after the other, each by randomness of its own.
     *
     * @param batch with targets, or predictions in their place
     */
    MultiDataSet augmented(MultiDataSet batch, List<Augmentation> augmentations, Seed seed);

    /**
     * What a network of the same form predicts, with other weights and as in inference, without dropout.
     *
     * @param weights {@code [n]}, as {@link Training#weights}
     * @return of every output, in the form of targets: probabilities
     */
    List<INDArray> predictions(INDArray weights, MultiDataSet batch);
}
