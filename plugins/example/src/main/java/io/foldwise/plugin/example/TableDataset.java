package io.foldwise.plugin.example;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;

/** The rows of a table as samples; vectors once it is known how to make them. */
final class TableDataset implements Dataset {

    private final NumericTable table;
    private final Task task;
    private final boolean labelled;
    private final Optional<TableVectors> vectors;

    private TableDataset(NumericTable table, Task task, boolean labelled, Optional<TableVectors> vectors) {
        this.table = table;
        this.task = task;
        this.labelled = labelled;
        this.vectors = vectors;
    }

    /** As a file holds them, without vectors. */
    static TableDataset raw(NumericTable table, Task task, boolean labelled) {
        return new TableDataset(table, task, labelled, Optional.empty());
    }

    TableDataset with(TableVectors made) {
        return new TableDataset(table, task, labelled, Optional.of(made));
    }

    NumericTable table() {
        return table;
    }

    @Override
    public int size() {
        return table.ids().size();
    }

    @Override
    public String id(int row) {
        return table.ids().get(row);
    }

    @Override
    public InputShape input() {
        return new InputShape.Vector(vectors().width());
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public boolean labelled() {
        return labelled;
    }

    @Override
    public float[] targets(int row) {
        if (!labelled) {
            throw new IllegalStateException("a file to predict has no labels");
        }
        return table.targets()[row].clone();
    }

    /** The number of columns that could be features. */
    @Override
    public int length(int row) {
        return table.numbers().size() + table.categories().size();
    }

    /** Columns that nothing was learned from, and words that were not among those of their column. */
    @Override
    public int unknown(int row) {
        return vectors.map(made -> made.unknown(row)).orElse(0);
    }

    @Override
    public int group(int row) {
        return table.groups()[row];
    }

    @Override
    public List<String> attributes() {
        return List.copyOf(table.attributes().keySet());
    }

    @Override
    public Optional<String> attribute(int row, String name) {
        return Optional.ofNullable(table.attributes().get(name))
                .map(cells -> cells.get(row))
                .filter(cell -> !cell.isBlank());
    }

    @Override
    public Features features(int[] rows) {
        float[][] batch = Arrays.stream(rows).mapToObj(row -> vectors().of(row)).toArray(float[][]::new);
        return Features.of(Nd4j.createFromArray(batch)); // [batch, features]
    }

    private TableVectors vectors() {
        return vectors.orElseThrow(() -> new IllegalStateException("has to be prepared first"));
    }
}
