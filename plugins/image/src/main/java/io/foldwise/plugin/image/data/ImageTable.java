package io.foldwise.plugin.image.data;

import io.foldwise.toolkit.table.Answers;
import io.foldwise.toolkit.table.Problems;
import io.foldwise.toolkit.table.SampleTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The images that a table in a CSV file with a header names, in its order, and what it says of them.
 *
 * @param targets {@code [samples][columns of all heads]}
 */
record ImageTable(List<Sample> samples, float[][] targets) {

    /**
     * What columns are.
     *
     * @param image the column that names a sample's image; without it, the id does
     * @param group samples whose cells are equal belong together; an empty cell is a group of its own
     * @param attributes for splits to ask for
     * @param answers columns to predict
     */
    record Columns(
            String id,
            Optional<String> image,
            Optional<String> group,
            List<String> attributes,
            Optional<Answers> answers) {

        private List<String> toPredict() {
            return answers.map(Answers::columns).orElse(List.of());
        }

        private Stream<String> all() {
            return Stream.of(Stream.of(id), image.stream(), group.stream(), attributes.stream(), toPredict().stream())
                    .flatMap(names -> names);
        }
    }

    /**
     * Reads a table.
     *
     * @param images by what names them in the table
     * @param leaveOut whether rows without an image are passed over
     * @return without the rows that are reported
     */
    static ImageTable read(Path file, Columns columns, Map<String, Path> images, boolean leaveOut, Problems problems) {
        SampleTable table = SampleTable.read(file, columns.all());
        SampleTable.Ids ids = table.ids(columns.id(), UnaryOperator.identity());
        List<Sample> samples = new ArrayList<>();
        List<float[]> targets = new ArrayList<>();
        table.forEach(problems, row -> {
            String id = ids.of(row);
            String name = columns.image()
                    .map(column -> row.cells().get(table.header().index(column)))
                    .orElse(id);
            Path image = images.get(name);
            if (image != null) {
                targets.add(columns.answers()
                        .map(answers -> answers.targets(row, table.header().indices(answers.columns())))
                        .orElse(new float[0]));
                samples.add(new Sample(
                        id,
                        image,
                        columns.group().map(column -> table.cell(row, column)).orElse(""),
                        columns.attributes().stream()
                                .map(column -> table.cell(row, column))
                                .toList()));
            } else if (!leaveOut) {
                throw row.wrong("there is no image '" + name + "'");
            }
        });
        if (samples.isEmpty() && problems.none()) {
            problems.add(file, "names no image that is there");
        }
        return new ImageTable(samples, targets.toArray(float[][]::new));
    }
}
