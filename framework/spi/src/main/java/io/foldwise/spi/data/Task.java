package io.foldwise.spi.data;

import io.foldwise.spi.IncompatibleException;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is asked of every sample: one {@linkplain Head head}, or several that share a model. The first one decides where only one
 * can, as in weighing an ensemble.
 */
public record Task(List<Head> heads) {

    public Task {
        heads = List.copyOf(heads);
        if (heads.isEmpty()) {
            throw new IllegalArgumentException("a task needs a head at least");
        }
        if (heads.stream()
                        .map(Head::name)
                        .collect(Collectors.toCollection(HashSet::new))
                        .size()
                < heads.size()) {
            throw new IllegalArgumentException("two heads have the same name");
        }
    }

    public static Task of(Head... heads) {
        return new Task(List.of(heads));
    }

    /** The first head, the only one of most tasks. */
    public Head first() {
        return heads.get(0);
    }

    /** Whether there is a single head. */
    public boolean single() {
        return heads.size() == 1;
    }

    /**
     * The number of logits of a task whose heads are all {@linkplain RowHead rows}, one after the other.
     *
     * @throws IncompatibleException if a head is no row
     */
    public int width() {
        return heads.stream().mapToInt(head -> row(head).width()).sum();
    }

    /**
     * Where a head's columns begin among those of all, where all heads are rows.
     *
     * @throws IncompatibleException if a head is no row
     */
    public int offset(Head head) {
        return heads.stream()
                .takeWhile(other -> !other.equals(head))
                .mapToInt(other -> row(other).width())
                .sum();
    }

    private static RowHead row(Head head) {
        if (head instanceof RowHead row) {
            return row;
        }
        throw new IncompatibleException(
                "answers with a row of numbers, but the data asks for '" + head.name() + "', which is none");
    }
}
