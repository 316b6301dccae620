package io.foldwise.toolkit.table;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The columns of a table that are to be predicted. Labels, a class and quantities are a head each, in this order.
 *
 * @param labels each a share from 0 to 1
 * @param classes a column that names one of several classes
 * @param quantities any numbers
 */
public record Answers(List<String> labels, Optional<ClassColumn> classes, List<String> quantities) {

    public Answers {
        List<String> columns = columns(labels, classes, quantities);
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new IllegalArgumentException("labels, classes and quantities name a column twice");
        }
    }

    private static List<String> columns(List<String> labels, Optional<ClassColumn> classes, List<String> quantities) {
        return Stream.of(labels.stream(), classes.stream().map(ClassColumn::column), quantities.stream())
                .flatMap(names -> names)
                .toList();
    }

    /** @throws IncompatibleException if there are none */
    public static Answers of(List<String> labels, Optional<ClassColumn> classes, List<String> quantities) {
        Answers answers = new Answers(labels, classes, quantities);
        if (answers.columns().isEmpty()) {
            throw new IncompatibleException("has nothing to predict: give labels, classes or quantities");
        }
        return answers;
    }

    /** The columns, those of one head after those of another. */
    public List<String> columns() {
        return columns(labels, classes, quantities);
    }

    public Task task() {
        List<Head> heads = new ArrayList<>();
        if (!labels.isEmpty()) {
            heads.add(LabelSchema.of(LabelSchema.NAME, labels));
        }
        classes.ifPresent(column -> heads.add(new Classes(column.classes())));
        if (!quantities.isEmpty()) {
            heads.add(new Quantities(quantities));
        }
        return new Task(heads);
    }

    /**
     * The targets that a row gives: those of all heads, one after the other.
     *
     * @param columns where in a row those to predict are, in the order of {@link #columns()}
     * @throws io.foldwise.spi.data.DataException if a cell holds none
     */
    public float[] targets(RowCells row, int[] columns) {
        float[] wanted = new float[task().width()];
        int column = 0; // of the answers in the file
        int place = 0; // among the targets
        for (String label : labels) {
            wanted[place++] = row.share(label, columns[column++]);
        }
        if (classes.isPresent()) {
            wanted[place + row.ofClass(classes.get(), columns[column++])] = 1;
            place += classes.get().classes().size();
        }
        for (String quantity : quantities) {
            wanted[place++] = row.number(quantity, columns[column++]);
        }
        return wanted;
    }
}
