package io.foldwise.plugin.signal.data;

import java.util.List;

/**
 * A signal as a sample, without its numbers.
 *
 * @param group a name that samples of one group share; empty for one of its own
 * @param attributes what is known besides, in the order of the dataset's attributes; empty where nothing is
 */
public record Sample(String id, String group, List<String> attributes) {

    public Sample {
        attributes = List.copyOf(attributes);
    }

    /** Of which nothing else is known. */
    public static Sample of(String id) {
        return new Sample(id, "", List.of());
    }
}
