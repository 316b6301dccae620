package io.foldwise.engine.run;

import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.spi.PluginModule;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tiny data that is said to come from a file, and whose shape shows only when it is read. */
public final class FiledPlugin extends PluginModule {

    @Override
    protected void plug() {
        component("filed", FileReader.class);
    }

    public static final class FileReader implements Reader {
        public record Params(Path file) {}

        private final Path file;

        @Inject
        public FileReader(Params params) {
            this.file = params.file();
        }

        @Override
        public Task task() {
            return Task.of(TinyVectors.schema(3));
        }

        @Override
        public Optional<InputShape> input() {
            return Optional.empty();
        }

        @Override
        public List<Path> files() {
            return List.of(file);
        }

        @Override
        public Dataset train() {
            return TinyVectors.of(6, TinyVectors.schema(3), 60, new Seed(3));
        }

        @Override
        public Optional<Dataset> test() {
            return Optional.empty();
        }

        @Override
        public Dataset read(Path other) {
            return train();
        }
    }
}
