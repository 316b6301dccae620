package io.foldwise.plugin.standard.split;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A value for every sample.
 *
 * @param name says in messages where the values are from
 * @param values by row
 */
record Column(String name, List<String> values) {

    /**
     * Asks a dataset for one of its attributes.
     *
     * @throws IncompatibleException if it has no such attribute, or a sample has no value
     */
    static Column of(Dataset data, String name) {
        if (!data.attributes().contains(name)) {
            throw new IncompatibleException("the data has no column '" + name + "'"
                    + (data.attributes().isEmpty()
                            ? " to split by, nor any other: let its reader keep one"
                            : "; those to split by are " + String.join(", ", data.attributes())));
        }
        int[] without = IntStream.range(0, data.size())
                .filter(row -> data.attribute(row, name).isEmpty())
                .toArray();
        if (without.length > 0) {
            throw new IncompatibleException("column '%s' is empty for %d of %d samples, the first is '%s'"
                    .formatted(name, without.length, data.size(), data.id(without[0])));
        }
        return new Column(
                "column '" + name + "'",
                IntStream.range(0, data.size())
                        .mapToObj(row -> data.attribute(row, name).orElseThrow())
                        .toList());
    }

    /**
     * The rows of each value, in the order of values: whole numbers by size, anything else by name.
     *
     * @throws IncompatibleException if there is one value only
     */
    Map<String, int[]> parts() {
        boolean whole = values.stream().allMatch(value -> value.matches("\\d{1,18}"));
        Comparator<String> order = whole ? Comparator.comparingLong(Long::parseLong) : Comparator.naturalOrder();
        List<String> distinct = values.stream().distinct().sorted(order).toList();
        if (distinct.size() < 2) {
            throw new IncompatibleException("%s is '%s' for all %d samples; folds need two values at least"
                    .formatted(name, distinct.get(0), values.size()));
        }
        Map<String, int[]> parts = new LinkedHashMap<>();
        distinct.forEach(value -> parts.put(value, new int[0]));
        IntStream.range(0, values.size())
                .boxed()
                .collect(Collectors.groupingBy(values::get))
                .forEach((value, rows) -> parts.put(
                        value, rows.stream().mapToInt(Integer::intValue).toArray()));
        return parts;
    }
}
