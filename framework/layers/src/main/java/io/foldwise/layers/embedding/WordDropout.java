package io.foldwise.layers.embedding;

import io.foldwise.layers.dropout.DropoutMask;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;

/** One factor for every word of the vocabulary: zero for the hidden ones. */
final class WordDropout {

    private final double rate;
    private final DropoutMask mask;
    private final float[] factors;

    WordDropout(double rate, int vocabulary) {
        this.rate = rate;
        this.mask = DropoutMask.ofThings(rate);
        this.factors = new float[vocabulary];
    }

    /** Whether any factor may differ from one. */
    boolean active(LayerContext context) {
        return context.training() && rate > 0;
    }

    /** The factors of a pass; the array is reused by the next call. */
    float[] factors(LayerContext context) {
        if (active(context)) {
            mask.fillNumbered(context.key(), factors.length, factors);
        } else {
            Arrays.fill(factors, 1);
        }
        return factors;
    }
}
