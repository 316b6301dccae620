package io.foldwise.engine.stagedata;

import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Tensor;

/** How sure predictions are, in [0, 1]. */
final class Confidence {

    private static final float EVEN = 0.5f;

    private Confidence() {}

    /**
     * Of one of several classes, the probability of the most likely one. Of yes-or-no labels, that of the least sure one:
     * {@code min over labels of max(p, 1 - p)}. Of arrays such as masks, the mean of what is marked ({@code p >= 0.5}), or
     * {@code 1 - max p} if nothing is: at its border every mask is unsure, and far from it no mask is. Quantities have none: 1.
     */
    static double of(Head head, Tensor prediction) {
        if (head instanceof Quantities) {
            return 1;
        } else if (head instanceof Classes) {
            return prediction.values()[Classes.largest(prediction.values())];
        }
        return head instanceof RowHead ? leastSure(prediction.values()) : ofMarked(prediction.values());
    }

    private static double leastSure(float[] probabilities) {
        double least = 1;
        for (float probability : probabilities) {
            least = Math.min(least, Math.max(probability, 1 - probability));
        }
        return least;
    }

    private static double ofMarked(float[] probabilities) {
        double sum = 0;
        int marked = 0;
        double largest = 0;
        for (float probability : probabilities) {
            if (probability >= EVEN) {
                sum += probability;
                marked++;
            }
            largest = Math.max(largest, probability);
        }
        return marked == 0 ? 1 - largest : sum / marked;
    }
}
