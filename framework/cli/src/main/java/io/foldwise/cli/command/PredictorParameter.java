package io.foldwise.cli.command;

import io.foldwise.engine.store.RunFolder;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The parameter that names what predicts. */
final class PredictorParameter {

    @Parameters(paramLabel = "RUN", description = "the run's folder, results/NAME/RUN, or a file that `export` wrote")
    private Path path;

    Path path() {
        return path;
    }

    /** The folder, which holds a run. */
    RunFolder existing() {
        return RunFolderParameter.existing(path);
    }
}
