package io.foldwise.engine.prediction;

import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that is removed with all that is in it. It lies beside what is made of it: arrays may be larger than memory, which
 * on many systems is where temporary files are. A process that is told to end removes it, too.
 */
public final class ScratchFolder implements AutoCloseable {

    private final Path path;
    private final Thread hook = new Thread(this::discard, "scratch folder");

    public ScratchFolder(Path beside) {
        Path folder = beside.toAbsolutePath().getParent();
        try {
            this.path = Files.createTempDirectory(folder, ".foldwise-");
        } catch (IOException e) {
            throw new StoreException("write", folder, e);
        }
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void discard() {
        try {
            WholeFile.deleteTree(path);
        } catch (IOException | RuntimeException ignored) {
            // the process ends, and whatever writes there may still be at it
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending, and the hook is at work
        }
        try {
            WholeFile.deleteTree(path);
        } catch (IOException e) {
            throw new StoreException("remove", path, e);
        }
    }
}
