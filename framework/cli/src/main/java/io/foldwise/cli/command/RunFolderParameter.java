package io.foldwise.cli.command;

import io.foldwise.cli.context.RefusedException;
import io.foldwise.engine.blend.Blend;
import io.foldwise.engine.store.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The parameter that names a run. */
final class RunFolderParameter {

    @Parameters(paramLabel = "DIR", description = "the run's folder, results/NAME/RUN")
    private Path path;

    /** The folder, which holds a run. */
    RunFolder existing() {
        return existing(path);
    }

    /** The folder, if it holds no run but what runs predict together. */
    Optional<RunFolder> together() {
        RunFolder folder = new RunFolder(path);
        return together(folder) ? Optional.of(plain(path)) : Optional.empty();
    }

    private static boolean together(RunFolder folder) {
        return !Files.exists(folder.resolved()) && Files.exists(Blend.file(folder.path()));
    }

    /** The folder of this path, which holds a run. */
    static RunFolder existing(Path path) {
        RunFolder folder = plain(path);
        if (together(folder)) {
            throw new RefusedException(path + " holds what runs predict together, and no run: name one of those");
        }
        if (!Files.exists(folder.resolved())) {
            throw new RefusedException(
                    path
                            + (Files.exists(folder.trial(0))
                                    ? " has lost its resolved.conf: restore it from a copy, or begin a new run with `foldwise run`"
                                    : " holds no run: it has no resolved.conf, so nothing was trained; begin again with `foldwise run`"));
        }
        return folder;
    }

    private static RunFolder plain(Path path) {
        RunFolder folder = new RunFolder(path);
        if (!Files.isDirectory(path)) {
            throw new RefusedException(path + " is no folder");
        }
        folder.intruder().ifPresent(intruder -> {
            throw new RefusedException(intruder);
        });
        return folder;
    }
}
