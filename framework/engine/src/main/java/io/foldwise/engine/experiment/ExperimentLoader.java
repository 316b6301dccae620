package io.foldwise.engine.experiment;

import java.nio.file.Path;
import java.util.List;

/** Reads experiment files with the plugins that are installed. */
public interface ExperimentLoader {

    /**
     * Reads a file and checks it completely, its search included, without reading any data.
     *
     * @param overrides {@code key=value}, as given with {@code --set}
     * @throws io.foldwise.engine.config.ConfigException with every problem that was found
     */
    LoadedExperiment load(Path file, List<String> overrides);

    /**
     * Checks an experiment that a program has written: a run that resumes, or a search that proposes a trial. Its own search
     * is not tried out.
     *
     * @param name is shown in messages instead of a file
     * @param text HOCON, with nothing to include
     * @throws io.foldwise.engine.config.ConfigException with every problem that was found
     */
    LoadedExperiment parse(String name, String text);

    /** The same for experiments that are done with their data: it does not look whether the files are there. */
    ExperimentLoader withoutData();
}
