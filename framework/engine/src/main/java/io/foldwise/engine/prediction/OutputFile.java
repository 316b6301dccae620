package io.foldwise.engine.prediction;

import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.store.RunFiles;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A file that a command is to write: a place that can be written, and where nothing is lost. */
public final class OutputFile {

    private static final String EXPERIMENT = ".conf";

    private final Path asked;
    private final Path real;
    private final String option;

    private OutputFile(Path asked, Path real, String option) {
        this.asked = asked;
        this.real = real;
        this.option = option;
    }

    /** As {@link #of(Path, String)}, for {@code --output}. */
    public static OutputFile of(Path asked) {
        return of(asked, "--output");
    }

    /**
     * A file that may be there or not; its folder must be there. A link stands for what it leads to.
     *
     * @param option that names the file, for messages
     * @throws RunRefusedException if nothing can be written there, or the file belongs to a run
     */
    public static OutputFile of(Path asked, String option) {
        String other = "choose another " + option;
        if (Files.isDirectory(asked)) {
            throw new RunRefusedException(asked + " is a folder: give " + option + " the name of a file");
        }
        if (Files.exists(asked) && !Files.isRegularFile(asked)) {
            throw new RunRefusedException(asked + " is a device or a pipe: give " + option + " the name of a file");
        }
        Path folder = asked.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new RunRefusedException("there is no folder " + folder + ": make it, or " + other);
        }
        if (!Files.isWritable(folder)) {
            throw new RunRefusedException("nothing can be written in " + folder + ": " + other);
        }
        try {
            Path real = Files.exists(asked)
                    ? asked.toRealPath()
                    : folder.toRealPath().resolve(asked.getFileName());
            OutputFile file = new OutputFile(asked, real, option);
            Optional<RunFolder> owner = RunFiles.owner(real);
            if (owner.isPresent()) {
                throw file.refused("belongs to the run " + owner.get().path());
            }
            if (Files.exists(real) && real.toString().endsWith(EXPERIMENT)) {
                throw file.refused("is an experiment file by its name");
            }
            return file;
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
        requireNot(input, "is the input");
        requireNoPartOf(input);
        requireNoData(data);
        try {
            if (run.owns(real)) {
                throw refused("belongs to the run " + run.path());
            }
        } catch (IOException e) {
            throw new StoreException("find", asked, e);
        }
    }

    /**
     * Checks that no data is lost.
     *
     * @param data files that a run reads
     * @throws RunRefusedException if this is one of them
     */
    public void requireNoData(Collection<Path> data) {
        data.forEach(file -> requireNot(file, "is a data file of the run (" + file + ")"));
    }

    /**
     * Checks that this is not another file.
     *
     * @param is what the other one is, for the message
     * @throws RunRefusedException if it is
     */
    public void requireNot(Path other, String is) {
        try {
            if (same(other)) {
                throw refused(is);
            }
        } catch (IOException e) {
            throw new StoreException("find", asked, e);
        }
    }

    /** What is there in a folder of samples may be one of them; a new file may be put beside them. */
    private void requireNoPartOf(Path input) {
        try {
            if (Files.isDirectory(input) && Files.exists(real) && real.startsWith(input.toRealPath())) {
                throw refused("is there already, in the folder of the input");
            }
        } catch (IOException e) {
            throw new StoreException("find", asked, e);
        }
    }

    private RunRefusedException refused(String why) {
        return new RunRefusedException(asked + " " + why + ": choose another " + option);
    }

    /** Whatever names and links lead to it. */
    private boolean same(Path other) throws IOException {
        return real.equals(other) || Files.exists(real) && Files.exists(other) && Files.isSameFile(real, other);
    }
}
