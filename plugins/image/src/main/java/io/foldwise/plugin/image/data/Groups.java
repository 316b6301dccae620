package io.foldwise.plugin.image.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Which samples belong together: they share a number. */
@FunctionalInterface
public interface Groups {

    /** Every sample is a group of its own. */
    Groups NONE = row -> row;

    int of(int row);

    /** By the names of their groups: the number is the row of the first of them. */
    static Groups named(List<Sample> samples) {
        Map<String, Integer> first = new HashMap<>();
        int[] groups = IntStream.range(0, samples.size())
                .map(row -> {
                    String group = samples.get(row).group();
                    Integer earlier = group.isEmpty() ? null : first.putIfAbsent(group, row);
                    return earlier == null ? row : earlier;
                })
                .toArray();
        return row -> groups[row];
    }
}
