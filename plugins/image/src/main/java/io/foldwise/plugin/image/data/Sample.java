package io.foldwise.plugin.image.data;

import java.nio.file.Path;
import java.util.List;

/**
 * An image as a sample, without its pixels.
 *
 * @param group a name that samples of one group share; empty for one of its own
 * @param attributes the cells of the table's further columns, in their order
 */
public record Sample(String id, Path file, String group, List<String> attributes) {

    /** Of which nothing else is known. */
    public static Sample of(String id, Path file) {
        return new Sample(id, file, "", List.of());
    }
}
