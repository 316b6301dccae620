package io.foldwise.engine.experiment;

import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.spi.PluginModule;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A reader that looks for its files, and finds none. */
public final class UnreadablePlugin extends PluginModule {

    @Override
    protected void plug() {
        component("unreadable", Unreadable.class);
    }

    public static final class Unreadable implements Reader {
        public record Params() {}

        @Inject
        public Unreadable(Params params) {}

        @Override
        public Task task() {
            return Task.of(TinyVectors.schema(3));
        }

        @Override
        public List<Path> files() {
            throw new DataException(Path.of("index"), 1, "is empty");
        }

        @Override
        public Dataset train() {
            throw new DataException(Path.of("index"), 1, "is empty");
        }

        @Override
        public Optional<InputShape> input() {
            return Optional.empty();
        }

        @Override
        public Optional<Dataset> test() {
            return Optional.empty();
        }

        @Override
        public Dataset read(Path file) {
            throw new DataException(file, 1, "is empty");
        }
    }
}
