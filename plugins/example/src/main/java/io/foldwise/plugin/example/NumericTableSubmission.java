package io.foldwise.plugin.example;

import io.foldwise.spi.Description;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.toolkit.table.CsvFile.Row;
import io.foldwise.toolkit.table.CsvLines;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A CSV file with a header: the sample's id, then one probability per label. */
@Description("A CSV file of ids and one probability per label")
public final class NumericTableSubmission implements SubmissionFormat {

    /** Nothing to choose. */
    public record Params() {}

    private final LabelSchema labels;

    @Inject
    public NumericTableSubmission(Params params, LabelSchema labels) {
        this.labels = labels;
    }

    @Override
    public List<String> lines(Predictions predictions) {
        List<String> lines = new ArrayList<>();
        lines.add(header());
        for (int row = 0; row < predictions.size(); row++) {
            List<String> cells = new ArrayList<>();
            cells.add(predictions.ids().get(row));
            for (float probability : predictions.of(labels, row).values()) {
                cells.add(Float.toString(probability));
            }
            lines.add(CsvLines.line(cells));
        }
        return lines;
    }

    @Override
    public List<String> problems(List<String> lines, List<String> ids) {
        List<String> problems = new ArrayList<>();
        if (!lines.isEmpty() && !lines.get(0).equals(header())) {
            problems.add("line 1: expected the header " + header());
        }
        List<Row> rows = CsvLines.rows(lines);
        for (int row = 1; row < Math.min(rows.size(), ids.size() + 1); row++) {
            int line = rows.get(row).line();
            problem(rows.get(row).cells(), ids.get(row - 1))
                    .ifPresent(problem -> problems.add("line " + line + ": " + problem));
        }
        if (rows.size() != ids.size() + 1) {
            problems.add(
                    "line " + lines.size() + ": the file ends here; expected a header and " + ids.size() + " samples");
        }
        return problems;
    }

    private String header() {
        return "id," + CsvLines.line(labels.columns());
    }

    private Optional<String> problem(List<String> cells, String id) {
        if (!cells.get(0).equals(id)) {
            return Optional.of("expected id '" + id + "', found '" + cells.get(0) + "'");
        }
        if (cells.size() != labels.width() + 1) {
            return Optional.of("expected " + labels.width() + " probabilities, found " + (cells.size() - 1));
        }
        return IntStream.range(0, labels.width())
                .filter(label -> !isProbability(cells.get(label + 1)))
                .mapToObj(label ->
                        labels.columns().get(label) + " is '" + cells.get(label + 1) + "', not a number from 0 to 1")
                .findFirst();
    }

    private static boolean isProbability(String cell) {
        try {
            float number = Float.parseFloat(cell);
            return number >= 0 && number <= 1;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
