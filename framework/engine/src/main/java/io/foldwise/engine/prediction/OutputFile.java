package io.foldwise.engine.prediction;

import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where predictions are to be written: a place that can be written, and where nothing is lost. */
public final class OutputFile {

    private final Path asked;
    private final Path real;

    private OutputFile(Path asked, Path real) {
        this.asked = asked;
        this.real = real;
    }

    /**
     * A file that may be there or not; its folder must be there. A link stands for what it leads to.
     *
     * @throws RunRefusedException if nothing can be written there
     */
    public static OutputFile of(Path asked) {
        if (Files.isDirectory(asked)) {
            throw new RunRefusedException(asked + " is a folder: give --output the name of a file");
        }
        if (Files.exists(asked) && !Files.isRegularFile(asked)) {
            throw new RunRefusedException(asked + " is a device or a pipe: give --output the name of a file");
        }
        Path folder = asked.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new RunRefusedException("there is no folder " + folder + ": make it, or choose another --output");
        }
        if (!Files.isWritable(folder)) {
            throw new RunRefusedException("nothing can be written in " + folder + ": choose another --output");
        }
        try {
            Path real = Files.exists(asked)
                    ? asked.toRealPath()
                    : folder.toRealPath().resolve(asked.getFileName());
            return new OutputFile(asked, real);
        } catch (IOException e) {
            throw new StoreException("find", asked, e);
        }
    }

    /** Without links. */
    public Path path() {
        return real;
    }

    /**
     * Checks that nothing is lost.
     *
     * @param data files that the run reads
     * @throws RunRefusedException if this is the input, or a file that the run needs
     */
    public void requireOther(RunFolder run, Path input, List<Path> data) {
        try {
            if (same(input)) {
                throw new RunRefusedException(asked + " is the input: choose another --output");
            }
            for (Path file : data) {
                if (same(file)) {
                    throw new RunRefusedException(
                            asked + " is a data file of the run (" + file + "): choose another --output");
                }
            }
            if (run.owns(real)) {
                throw new RunRefusedException(asked + " is the run's own: choose another --output");
            }
        } catch (IOException e) {
            throw new StoreException("find", asked, e);
        }
    }

    /** Whatever names and links lead to it. */
    private boolean same(Path other) throws IOException {
        return Files.exists(real) && Files.exists(other) && Files.isSameFile(real, other);
    }
}
