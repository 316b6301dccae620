package io.foldwise.toolkit.table;

import io.foldwise.spi.data.DataException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The cells of one line, and what they stand for. All methods throw a {@link DataException} that names line and column. */
public record RowCells(Path file, int line, List<String> cells) {

    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+");

    /** A name or a category. */
    public String text(String column, int index) {
        String cell = cells.get(index);
        if (cell.chars().anyMatch(Character::isISOControl)) {
            throw wrong(column + " holds a line feed or another control character");
        }
        return cell;
    }

    /** A finite number. */
    public float number(String column, int index) {
        String cell = cells.get(index);
        Optional<Float> number = Decimal.of(cell).map(BigDecimal::floatValue).filter(Float::isFinite);
        if (number.isPresent()) {
            return number.get();
        }
        String remedy = DECIMAL_COMMA.matcher(cell).matches() ? "; write a decimal point" : "";
        throw wrong("column '" + column + "' is '" + cell + "', not a finite number" + remedy);
    }

    /** A number from 0 to 1. */
    public float share(String column, int index) {
        float share = number(column, index);
        if (share < 0 || share > 1) {
            throw wrong("label '" + column + "' is " + share + ", not from 0 to 1");
        }
        return share;
    }

    /** Which of the classes a cell names. */
    public int ofClass(ClassColumn column, int index) {
        String cell = cells.get(index);
        int found = column.classes().indexOf(cell);
        if (found < 0) {
            String classes = column.count()
                    .map(count -> "a whole number from 0 to " + (count - 1))
                    .orElse("one of " + String.join(", ", column.names()));
            throw wrong("class '" + column.column() + "' is '" + cell + "', not " + classes);
        }
        return found;
    }

    public DataException wrong(String message) {
        return new DataException(file, line, message);
    }
}
