package io.foldwise.plugin.image.data;

import io.foldwise.toolkit.table.CsvFile.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The samples that an index names.
 *
 * @param file a CSV file with a header
 * @param id the column of ids
 * @param group the column of groups
 * @param attributes further columns
 */
record IndexedSamples(Path file, String id, Optional<String> group, List<String> attributes) {

    /**
     * Reads the index.
     *
     * @param images by id
     * @return the samples in the order of the index; without those that are reported
     */
    List<Sample> read(Map<String, Path> images, Problems problems) {
        List<String> columns = Stream.of(Stream.of(id), group.stream(), attributes.stream())
                .flatMap(names -> names)
                .toList();
        IndexTable table = IndexTable.read(file, columns, problems);
        Map<String, Integer> lines = new HashMap<>();
        List<Sample> samples = new ArrayList<>();
        for (Row row : table.rows()) {
            String name = table.cell(row, id);
            Integer earlier = lines.putIfAbsent(name, row.line());
            if (earlier != null) {
                problems.add(file, row.line(), id + " '" + name + "' is that of line " + earlier + ", too");
            } else if (!images.containsKey(name)) {
                problems.add(file, row.line(), "there is no image of '" + name + "'");
            } else {
                samples.add(sample(table, row, name, images.get(name)));
            }
        }
        return samples;
    }

    private Sample sample(IndexTable table, Row row, String name, Path image) {
        return new Sample(
                name,
                image,
                group.map(column -> table.cell(row, column).strip()).orElse(""),
                attributes.stream().map(column -> table.cell(row, column)).toList());
    }
}
