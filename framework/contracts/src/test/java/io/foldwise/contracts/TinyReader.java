package io.foldwise.contracts;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A correct reader, of data that is in no file; samples to predict are those of training, without targets. */
class TinyReader implements Reader {

    private final Dataset data;

    TinyReader(Dataset data) {
        this.data = data;
    }

    @Override
    public Task task() {
        return data.task();
    }

    @Override
    public Optional<InputShape> input() {
        return Optional.of(data.input());
    }

    @Override
    public List<Path> files() {
        return List.of();
    }

    @Override
    public Dataset train() {
        return data;
    }

    @Override
    public Optional<Dataset> test() {
        return Optional.of(new WrappedDataset(data) {
            @Override
            public boolean labelled() {
                return false;
            }

            @Override
            public float[] targets(int row) {
                throw new IllegalStateException("has no targets");
            }
        });
    }

    @Override
    public Dataset read(Path file) {
        throw new UnsupportedOperationException("reads no files");
    }
}
