package io.foldwise.plugin.text.model;

import io.foldwise.layers.Network;
import java.util.List;

/** How the steps of a report become one vector, its padding left out. */
public enum Pooling {
    /** The largest value of every channel. */
    MAX,
    /** The average. */
    MEAN,
    /** The last step; of a two-way LSTM, the half that reads backward has seen one token only by then. */
    LAST,
    /** An average weighted by a learned query. */
    ATTENTION,
    /** An average in which steps count that fit a label, by learned vectors of labels (Wang et al. 2018). */
    LABELS;

    /** Poolings of one sequence side by side: {@code [batch, time, channels]} to {@code [batch, poolings * channels]}. */
    static String sideBySide(List<Pooling> poolings, Network net, String sequence, int labels) {
        String[] vectors = poolings.stream()
                .map(pooling -> pooling.of(net, sequence, labels))
                .toArray(String[]::new);
        return vectors.length == 1 ? vectors[0] : net.concat(vectors);
    }

    private String of(Network net, String sequence, int labels) {
        return switch (this) {
            case MAX -> net.maxOverTime(sequence);
            case MEAN -> net.meanOverTime(sequence);
            case LAST -> net.lastStep(sequence);
            case ATTENTION -> net.attentionOverTime(sequence);
            case LABELS -> net.labelAttentionOverTime(sequence, labels);
        };
    }
}
