package io.foldwise.engine.experiment;

import io.foldwise.spi.Spec;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.prediction.Exhibit;
import io.foldwise.spi.prediction.Explanation;
import io.foldwise.spi.prediction.PredictionFormat;
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
     * Reads the experiment of a run that goes on, and checks it, for it may have been changed. Its search is read and not
     * tried out.
     *
     * @param file HOCON, with nothing to include
     * @param data where the run's data lies now
     * @throws io.foldwise.engine.config.ConfigException with every problem that was found
     */
    LoadedExperiment reopen(Path file, DataPlace data);

    /**
     * Binds an experiment that has been checked before, by whoever wrote it or gave it to this process.
     *
     * @param file HOCON, with nothing to include
     * @param data where the run's data lies now
     * @throws io.foldwise.engine.config.ConfigException if it cannot be bound
     */
    BoundExperiment bind(Path file, DataPlace data);

    /**
     * Checks an experiment that a search proposes as a trial. Its own search is not tried out.
     *
     * @param name is shown in messages instead of a file
     * @param text HOCON, with nothing to include
     * @throws io.foldwise.engine.config.ConfigException with every problem that was found
     */
    LoadedExperiment parse(String name, String text);

    /**
     * Binds a form that predictions are to be written in.
     *
     * @param name is shown in messages instead of a file
     * @param text a component's name, or a block with its parameters
     * @throws io.foldwise.engine.config.ConfigException with every problem that was found
     */
    Spec<PredictionFormat> predictionFormat(String name, String text);

    /** As {@link #predictionFormat}, a way to explain predictions. */
    Spec<Explanation> explanation(String name, String text);

    /** Every way to show samples that the plugins offer, by name. */
    List<Spec<Exhibit>> exhibits();

    /** As {@link #predictionFormat}, an ensembler. */
    Spec<Ensembler> ensembler(String name, String text);
}
