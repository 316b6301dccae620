package io.foldwise.layers.transformer;

import io.foldwise.layers.kernel.CounterRandom;
import io.foldwise.layers.kernel.LayerContext;

/**
 * The places in a block where dropout acts, each with random numbers of its own. Both kernels number elements alike, so
 * that they drop the same ones: real steps of all sequences one after another as rows, padding left out, so that the
 * numbers do not depend on it.
 */
enum DropoutSite {
    /** Sequence after sequence, by key, head, query: numbers {@code (key heads + head) length + query}, from its start. */
    ATTENTION_WEIGHTS,
    /** {@code row width + channel} */
    ATTENTION_OUTPUT,
    /** {@code row (feedForward + 1) + unit}, because the fast kernel keeps a constant one beside the hidden units. */
    HIDDEN,
    /** {@code row width + channel} */
    FEED_FORWARD_OUTPUT;

    long key(LayerContext context) {
        return CounterRandom.key(context.key(), ordinal());
    }
}
