package io.foldwise.layers.transformer;

import io.foldwise.layers.kernel.DropoutRate;
import java.util.Objects;

/**
 * Settings of a {@link TransformerBlock}.
 *
 * @param heads number of attention heads; must divide the width of the block
 * @param feedForward number of hidden units between the two linear maps of the feed-forward part
 * @param attentionDropout share of attention weights that training drops
 * @param dropout share of elements that training drops from the attention's output, from the hidden units, and from the
 *     feed-forward part's output
 * @param norm where layer normalization stands
 */
public record TransformerSettings(int heads, int feedForward, double attentionDropout, double dropout, Norm norm) {

    /** Where layer normalization stands; {@code part} is the attention or the feed-forward part. */
    public enum Norm {
        /** {@code y = norm(x + part(x))}, as in the original transformer. */
        POST,
        /** {@code y = x + part(norm(x))}: easier to train when deep; wants one more normalization after the last block. */
        PRE
    }

    public TransformerSettings {
        if (heads < 1 || feedForward < 1) {
            throw new IllegalArgumentException("a transformer block needs at least one head and one hidden unit, not "
                    + heads + " and " + feedForward);
        }
        Objects.requireNonNull(norm);
        new DropoutRate(attentionDropout);
        new DropoutRate(dropout);
    }

    /** The same dropout everywhere. */
    public TransformerSettings(int heads, int feedForward, double dropout, Norm norm) {
        this(heads, feedForward, dropout, dropout, norm);
    }
}
