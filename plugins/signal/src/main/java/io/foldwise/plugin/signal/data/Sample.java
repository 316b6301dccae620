package io.foldwise.plugin.signal.data;

import io.foldwise.toolkit.table.RowCells;
import io.foldwise.toolkit.table.SampleTable;
import java.util.List;
import java.util.Optional;

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

    /** What a table's row tells besides the id. */
    public static Sample of(
            String id, SampleTable table, RowCells row, Optional<String> group, List<String> attributes) {
        return new Sample(
                id,
                group.map(column -> table.cell(row, column)).orElse(""),
                attributes.stream().map(column -> table.cell(row, column)).toList());
    }
}
