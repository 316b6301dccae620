package io.foldwise.plugin.example;

import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.toolkit.table.CsvLines;
import io.foldwise.toolkit.table.Decimal;
import io.foldwise.toolkit.table.SampleLines;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** A CSV file with a header: the sample's id, then one column per label, class and quantity. */
@Description("A CSV file of ids and one column per label, class and quantity")
public final class NumericTableSubmission implements SubmissionFormat {

    private static final String ID = "id";

    /** Nothing to choose. */
    public record Params() {}

    private final List<RowHead> heads = new ArrayList<>();
    private final List<String> columns = new ArrayList<>();

    /** @throws IncompatibleException if a head is no row, or two columns would have one name */
    @Inject
    public NumericTableSubmission(Params params, Task task) {
        columns.add(ID);
        for (Head head : task.heads()) {
            if (!(head instanceof RowHead row)) {
                throw new IncompatibleException("holds rows of numbers, but '" + head.name() + "' is none");
            }
            heads.add(row);
            columns.addAll(row.columns());
        }
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new IncompatibleException("needs a name of its own for every column, but has " + columns);
        }
    }

    @Override
    public List<String> lines(Predictions predictions) {
        List<String> lines = new ArrayList<>();
        lines.add(header());
        for (int row = 0; row < predictions.size(); row++) {
            List<String> cells = new ArrayList<>();
            cells.add(predictions.ids().get(row));
            for (RowHead head : heads) {
                for (float number : predictions.of(head, row).values()) {
                    cells.add(Float.toString(number));
                }
            }
            lines.add(CsvLines.line(cells));
        }
        return lines;
    }

    @Override
    public List<String> problems(List<String> lines, List<String> ids) {
        return new SampleLines(columns, "numbers").problems(lines, ids, this::flaw);
    }

    private String header() {
        return CsvLines.line(columns);
    }

    private Optional<String> flaw(List<String> cells) {
        int column = 0;
        for (RowHead head : heads) {
            boolean probabilities = !(head instanceof Quantities);
            for (int i = 0; i < head.width(); i++) {
                column++;
                if (!isNumber(cells.get(column), probabilities)) {
                    return Optional.of(columns.get(column) + " is '" + cells.get(column) + "', not a "
                            + (probabilities ? "number from 0 to 1" : "finite number"));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isNumber(String cell, boolean probability) {
        return Decimal.of(cell)
                .map(BigDecimal::floatValue)
                .filter(number -> Float.isFinite(number) && (!probability || number >= 0 && number <= 1))
                .isPresent();
    }
}
