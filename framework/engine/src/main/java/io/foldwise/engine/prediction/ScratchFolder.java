package io.foldwise.engine.prediction;

import io.foldwise.engine.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder among the system's temporary files, which is removed with all that is in it. */
final class ScratchFolder implements AutoCloseable {

    private final Path path;

    ScratchFolder() {
        try {
            this.path = Files.createTempDirectory("foldwise-");
        } catch (IOException e) {
            throw new StoreException("write", Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try (Stream<Path> tree = Files.walk(path)) {
            List<Path> contentFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path file : contentFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new StoreException("remove", path, e);
        }
    }
}
