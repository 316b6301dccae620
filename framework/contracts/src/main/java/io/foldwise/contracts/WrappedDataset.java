package io.foldwise.contracts;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Another dataset's samples, for subclasses to change. */
abstract class WrappedDataset implements Dataset {

    private final Dataset data;

    WrappedDataset(Dataset data) {
        this.data = data;
    }

    @Override
    public int size() {
        return data.size();
    }

    @Override
    public String id(int row) {
        return data.id(row);
    }

    @Override
    public InputShape input() {
        return data.input();
    }

    @Override
    public Task task() {
        return data.task();
    }

    @Override
    public boolean labelled() {
        return data.labelled();
    }

    @Override
    public float[] targets(int row) {
        return data.targets(row);
    }

    @Override
    public int length(int row) {
        return data.length(row);
    }

    @Override
    public int group(int row) {
        return data.group(row);
    }

    @Override
    public List<String> attributes() {
        return data.attributes();
    }

    @Override
    public Optional<String> attribute(int row, String name) {
        return data.attribute(row, name);
    }

    @Override
    public OptionalLong contentHash(int row) {
        return data.contentHash(row);
    }

    @Override
    public Features features(int[] rows) {
        return data.features(rows);
    }
}
