package io.foldwise.engine.training;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights of the epoch with the best score so far; of the latest epoch, as long as none has a score. */
final class BestEpoch {

    private double objective = Double.NaN;
    private INDArray weights;

    /** Whether an epoch is to be remembered in place of the one that is; the first always is, an equal one never. */
    boolean isBeatenBy(double other) {
        return other > objective || Double.isNaN(objective);
    }

    /** @param weights in an array that nobody changes */
    void replace(double objective, INDArray weights) {
        this.objective = objective;
        this.weights = weights;
    }

    /** Whether any epoch had a score. */
    boolean isScored() {
        return !Double.isNaN(objective);
    }

    INDArray weights() {
        return weights;
    }
}
