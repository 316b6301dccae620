package io.foldwise.engine.sweep;

import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.spi.Default;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import jakarta.inject.Inject;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Vectors of six numbers and three labels, test samples without labels. */
public final class ToyReader implements Reader {
    public record Params(
            @Default("60") int samples,
            @Default("3") long seed,
            @Default("false") boolean grouped,
            Optional<String> password,
            Optional<Path> table,
            Optional<Path> images,
            Optional<Archive> archive) {}

    /** Refuses what has not its ending. */
    public record Archive(Path file) {
        public Archive {
            if (!file.toString().endsWith(".npz")) {
                throw new IllegalArgumentException("no .npz");
            }
        }
    }

    private final Params params;

    @Inject
    public ToyReader(Params params) {
        this.params = params;
    }

    @Override
    public Task task() {
        return Task.of(TinyVectors.schema(3));
    }

    @Override
    public Optional<InputShape> input() {
        return Optional.of(new InputShape.Vector(6));
    }

    @Override
    public List<Path> files() {
        return Stream.concat(params.table().stream(), params.images().stream().flatMap(ToyReader::in))
                .toList();
    }

    private static Stream<Path> in(Path folder) {
        return Optional.ofNullable(folder.toFile().listFiles()).stream()
                .flatMap(Arrays::stream)
                .map(File::toPath)
                .sorted();
    }

    @Override
    public boolean grouped() {
        return params.grouped();
    }

    @Override
    public Dataset train() {
        return TinyVectors.of(6, TinyVectors.schema(3), params.samples(), new Seed(params.seed()));
    }

    @Override
    public Optional<Dataset> test() {
        return Optional.of(TinyVectors.of(6, TinyVectors.schema(3), 10, new Seed(4)));
    }

    @Override
    public Dataset read(Path file) {
        return test().orElseThrow();
    }
}
