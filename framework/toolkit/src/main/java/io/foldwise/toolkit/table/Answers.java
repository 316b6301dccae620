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
     * @throws io.foldwise.spi.data.DataException with every cell that holds none
     */
    public float[] targets(RowCells row, int[] columns) {
        float[] wanted = new float[task().width()];
        Problems problems = new Problems();
        for (int i = 0; i < labels.size(); i++) {
            int label = i;
            problems.gather(() -> wanted[label] = row.share(labels.get(label), columns[label]));
        }
        classes.ifPresent(column ->
                problems.gather(() -> wanted[labels.size() + row.ofClass(column, columns[labels.size()])] = 1));
        for (int i = 1; i <= quantities.size(); i++) {
            int fromEnd = i; // they are last, of the columns and of the targets
            problems.gather(() -> wanted[wanted.length - fromEnd] =
                    row.number(quantities.get(quantities.size() - fromEnd), columns[columns.length - fromEnd]));
        }
        problems.throwIfAny();
        return wanted;
    }
}
