package io.foldwise.cli.command;

import io.foldwise.cli.context.RefusedException;
import io.foldwise.engine.experiment.DataPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that says where a run's data lies now. */
final class DataDirectory {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "where the run's data files lie now, if they have been moved since it began: the folder that all"
                            + " of them are in")
    private Optional<Path> path;

    Optional<DataPlace> place() {
        return path.map(folder -> {
            if (!Files.isDirectory(folder)) {
                throw new RefusedException("--data-dir: there is no folder " + folder);
            }
            return DataPlace.at(folder);
        });
    }
}
