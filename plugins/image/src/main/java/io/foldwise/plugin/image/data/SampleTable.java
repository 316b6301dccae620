package io.foldwise.plugin.image.data;

import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.Answers;
import io.foldwise.toolkit.table.CsvFile;
import io.foldwise.toolkit.table.CsvFile.Row;
import io.foldwise.toolkit.table.Problems;
import io.foldwise.toolkit.table.RowCells;
import io.foldwise.toolkit.table.Separator;
import io.foldwise.toolkit.table.TableHeader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The samples of a table in a CSV file with a header, in its order, and what it says of them. */
final class SampleTable {

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

    private final Columns columns;
    private final TableHeader header;
    private final Map<String, Path> images;
    private final boolean leaveOut;
    private final Map<String, Integer> lineOfId = new HashMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<float[]> targets = new ArrayList<>();

    private SampleTable(Columns columns, TableHeader header, Map<String, Path> images, boolean leaveOut) {
        this.columns = columns;
        this.header = header;
        this.images = images;
        this.leaveOut = leaveOut;
    }

    /**
     * Reads a table.
     *
     * @param images by what names them in the table
     * @param leaveOut whether rows without an image are passed over
     * @return without the rows that are reported
     */
    static SampleTable read(Path file, Columns columns, Map<String, Path> images, boolean leaveOut, Problems problems) {
        List<Row> rows = new CsvFile(file, Separator.COMMA).rows();
        if (rows.size() < 2) {
            throw new DataException(file, 0, "needs a header and at least one sample");
        }
        TableHeader header = TableHeader.of(file, rows.get(0));
        header.refuse(header.missing(columns.all()));
        SampleTable table = new SampleTable(columns, header, images, leaveOut);
        for (Row row : rows.subList(1, rows.size())) {
            try {
                table.add(header.cells(row));
            } catch (DataException bad) {
                problems.addAll(bad);
            }
        }
        if (table.samples.isEmpty() && problems.none()) {
            problems.add(file, "names no image that is there");
        }
        return table;
    }

    private void add(RowCells row) {
        String id = row.text(columns.id(), header.index(columns.id()));
        Integer earlier = lineOfId.putIfAbsent(id, row.line());
        if (id.isBlank()) {
            throw row.wrong(columns.id() + " is empty");
        } else if (earlier != null) {
            throw row.wrong(columns.id() + " '" + id + "' is that of line " + earlier + ", too");
        }
        String name = columns.image().map(column -> cell(row, column)).orElse(id);
        Optional<Path> image = Optional.ofNullable(images.get(name));
        if (image.isPresent()) {
            targets.add(columns.answers()
                    .map(answers -> answers.targets(row, header.indices(answers.columns())))
                    .orElse(new float[0]));
            samples.add(new Sample(
                    id,
                    image.get(),
                    columns.group().map(column -> cell(row, column).strip()).orElse(""),
                    columns.attributes().stream()
                            .map(column -> cell(row, column))
                            .toList()));
        } else if (!leaveOut) {
            throw row.wrong("there is no image '" + name + "'");
        }
    }

    private String cell(RowCells row, String column) {
        return row.cells().get(header.index(column));
    }

    List<Sample> samples() {
        return samples;
    }

    /** {@code [samples][columns of all heads]} */
    float[][] targets() {
        return targets.toArray(float[][]::new);
    }
}
