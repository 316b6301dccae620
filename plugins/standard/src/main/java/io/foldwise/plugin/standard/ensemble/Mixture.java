package io.foldwise.plugin.standard.ensemble;

import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Quantities;

/** How wrong trials are when they are mixed: a loss that is convex in the weights, which are not negative and sum to 1. */
interface Mixture {

    /** The loss that suits a head: cross-entropy, over classes or over cells of yes or no; of quantities the squared error. */
    static Mixture of(Head head, TrialPredictions predictions) {
        if (head instanceof Quantities quantities) {
            return QuantityMixture.of(quantities, predictions);
        }
        return head instanceof Classes classes
                ? ProbabilityMixture.ofClasses(classes, predictions)
                : ProbabilityMixture.ofCells(predictions);
    }

    double loss(double[] weights);

    /** The slope of minus the loss in every trial's weight. */
    double[] gains(double[] weights);

    /** The weight that one trial should hand to another, from 0 to all it has, to make the loss smallest. */
    double best(double[] weights, int from, int to);
}
