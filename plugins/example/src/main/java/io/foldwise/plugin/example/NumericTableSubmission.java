package io.foldwise.plugin.example;

import io.foldwise.spi.Description;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.ensemble.SubmissionFormat;
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

    private final List<String> labels;

    @Inject
    public NumericTableSubmission(Params params, LabelSchema labels) {
        this.labels = labels.columns();
    }

    @Override
    public List<String> lines(Predictions predictions) {
        List<String> lines = new ArrayList<>();
        lines.add(header());
        for (int row = 0; row < predictions.ids().size(); row++) {
            StringBuilder line = new StringBuilder(predictions.ids().get(row));
            for (float probability : predictions.probabilities()[row]) {
                line.append(',').append(probability);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    @Override
    public List<String> problems(List<String> lines, List<String> ids) {
        List<String> problems = new ArrayList<>();
        if (!lines.isEmpty() && !lines.get(0).equals(header())) {
            problems.add("line 1: expected the header " + header());
        }
        for (int row = 0; row < Math.min(lines.size() - 1, ids.size()); row++) {
            int line = row + 2;
            problem(lines.get(row + 1).split(",", -1), ids.get(row))
                    .ifPresent(problem -> problems.add("line " + line + ": " + problem));
        }
        if (lines.size() != ids.size() + 1) {
            problems.add(
                    "line " + lines.size() + ": the file ends here; expected a header and " + ids.size() + " samples");
        }
        return problems;
    }

    private String header() {
        return "id," + String.join(",", labels);
    }

    private Optional<String> problem(String[] cells, String id) {
        if (!cells[0].equals(id)) {
            return Optional.of("expected id '" + id + "', found '" + cells[0] + "'");
        }
        if (cells.length != labels.size() + 1) {
            return Optional.of("expected " + labels.size() + " probabilities, found " + (cells.length - 1));
        }
        return IntStream.range(0, labels.size())
                .filter(label -> !isProbability(cells[label + 1]))
                .mapToObj(label -> labels.get(label) + " is '" + cells[label + 1] + "', not a number from 0 to 1")
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
