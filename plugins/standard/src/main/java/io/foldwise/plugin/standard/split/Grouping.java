package io.foldwise.plugin.standard.split;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Samples by their groups. */
final class Grouping {

    private Grouping() {}

    /** Positions in {@code rows} of each group's samples, groups in the order in which they appear. */
    static Collection<List<Integer>> positions(Dataset data, int[] rows) {
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        for (int position = 0; position < rows.length; position++) {
            groups.computeIfAbsent(data.group(rows[position]), group -> new ArrayList<>())
                    .add(position);
        }
        return groups.values();
    }

    static List<Integer> numbers(int groups) {
        return IntStream.range(0, groups).boxed().toList();
    }

    /** @throws IncompatibleException if there are fewer groups than parts */
    static void require(int groups, int samples, int parts) {
        if (groups < parts) {
            throw new IncompatibleException(String.format(
                    "%d samples of %d groups cannot be divided into %d parts without splitting a group",
                    samples, groups, parts));
        }
    }
}
