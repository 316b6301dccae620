package io.foldwise.cli.command;

import io.foldwise.cli.RefusedException;
import io.foldwise.engine.store.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The parameter that names a run. */
final class RunFolderParameter {

    @Parameters(paramLabel = "DIR", description = "the run's folder, results/NAME/RUN")
    private Path path;

    /** The folder, which holds a run. */
    RunFolder existing() {
        RunFolder folder = new RunFolder(path);
        if (!Files.isRegularFile(folder.resolved())) {
            String what = Files.isDirectory(path) ? "holds no run: it has no resolved.conf" : "is no folder";
            throw new RefusedException(path + " " + what);
        }
        return folder;
    }
}
