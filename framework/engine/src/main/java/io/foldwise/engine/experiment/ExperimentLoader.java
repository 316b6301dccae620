package io.foldwise.engine.experiment;

import java.nio.file.Path;
import java.util.List;

/** Reads experiment files with the plugins that are installed. */
@FunctionalInterface
public interface ExperimentLoader {

    /**
     * Reads a file and checks it completely, without reading any data.
     *
     * @param overrides {@code key=value}, as given with {@code --set}
     * @throws io.foldwise.engine.config.ConfigException with every problem that was found
     */
    LoadedExperiment load(Path file, List<String> overrides);
}
