package io.foldwise.engine.prediction;

import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.store.RunFiles;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder that predictions are to be written as: one that is not there yet, or an empty one. */
public final class OutputFolder {

    private final Path asked;

    private OutputFolder(Path asked) {
        this.asked = asked;
    }

    /** @throws RunRefusedException if nothing can be written there, something is there, or the place belongs to a run */
    public static OutputFolder of(Path asked) {
        if (Files.exists(asked) && !empty(asked)) {
            throw new RunRefusedException(asked + " is there already: give --output the name of a new folder");
        }
        Path folder = asked.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new RunRefusedException("there is no folder " + folder + ": make it, or choose another --output");
        }
        if (!Files.isWritable(folder)) {
            throw new RunRefusedException("nothing can be written in " + folder + ": choose another --output");
        }
        OutputFolder output = new OutputFolder(asked.toAbsolutePath().normalize());
        try {
            Optional<RunFolder> owner = RunFiles.owner(output.real());
            if (owner.isPresent()) {
                throw output.refused(owner.get());
            }
        } catch (IOException e) {
            throw new StoreException("find", asked, e);
        }
        return output;
    }

    private static boolean empty(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    public Path path() {
        return asked;
    }

    /** @throws RunRefusedException if this would be within the run */
    public void requireOther(RunFolder run) {
        try {
            if (run.owns(real())) {
                throw refused(run);
            }
        } catch (IOException e) {
            throw new StoreException("find", asked, e);
        }
    }

    /** Without links. */
    private Path real() throws IOException {
        return asked.getParent().toRealPath().resolve(asked.getFileName());
    }

    private RunRefusedException refused(RunFolder owner) {
        return new RunRefusedException(asked + " belongs to the run " + owner.path() + ": choose another --output");
    }

    /** Puts a folder here. */
    public void take(Path written) {
        try {
            Files.deleteIfExists(asked);
            Files.move(written, asked);
        } catch (IOException e) {
            throw new StoreException("write", asked, e);
        }
    }
}
