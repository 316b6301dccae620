package io.foldwise.plugin.signal.table;

import io.foldwise.plugin.signal.data.Sample;
import io.foldwise.toolkit.table.Answers;
import io.foldwise.toolkit.table.Problems;
import io.foldwise.toolkit.table.RowCells;
import io.foldwise.toolkit.table.SampleTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a table's rows tell of records.
 *
 * @param files of the records; empty where they are those of an array
 * @param targets {@code [records][columns of all heads]}
 */
record RecordRows(List<Sample> samples, List<Path> files, float[][] targets) {

    /** What columns are. */
    record Columns(String id, Answers answers, Optional<String> group, List<String> attributes) {

        private Stream<String> all() {
            return Stream.of(Stream.of(id), answers.columns().stream(), group.stream(), attributes.stream())
                    .flatMap(names -> names);
        }
    }

    /**
     * Reads a table.
     *
     * @param records the files that ids name; empty for the records of an array, in its order
     * @throws io.foldwise.spi.data.DataException if any row is wrong
     */
    static RecordRows read(Path file, Columns columns, Optional<Map<String, Path>> records) {
        Problems problems = new Problems();
        List<Sample> samples = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        List<float[]> targets = new ArrayList<>();
        SampleTable table = SampleTable.read(file, columns.all());
        UnaryOperator<String> name = records.isPresent() ? CsvFolder::plain : UnaryOperator.identity();
        SampleTable.Ids ids = table.ids(columns.id(), name);
        int[] places = table.header().indices(columns.answers().columns());
        table.forEach(problems, row -> {
            String id = ids.of(row);
            records.ifPresent(known -> files.add(file(known, id, row)));
            targets.add(columns.answers().targets(row, places));
            samples.add(Sample.of(id, table, row, columns.group(), columns.attributes()));
        });
        problems.throwIfAny();
        return new RecordRows(samples, files, targets.toArray(float[][]::new));
    }

    private static Path file(Map<String, Path> known, String id, RowCells row) {
        Path file = known.get(id);
        if (file == null) {
            throw row.wrong("there is no file '" + id + CsvFolder.ENDING + "'");
        }
        return file;
    }
}
