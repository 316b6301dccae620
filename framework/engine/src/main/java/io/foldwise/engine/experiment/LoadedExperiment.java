package io.foldwise.engine.experiment;

import io.foldwise.engine.config.Problem;
import io.foldwise.engine.search.SearchSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A checked experiment file.
 *
 * @param bound what it takes to fit it
 * @param given the file as it was written, with its includes inlined
 * @param overrides what {@code --set} changed
 * @param resolved complete, with every default; reading it again gives an equal experiment
 * @param parent the folder of the run whose record this is; empty for an experiment that somebody wrote
 * @param space what the experiment's search varies; empty without a search
 * @param notices what is allowed, and hardly meant so
 */
public record LoadedExperiment(
        BoundExperiment bound,
        String given,
        String overrides,
        String resolved,
        Optional<Path> parent,
        Optional<SearchSpace> space,
        List<Problem> notices) {

    public ExperimentParts parts() {
        return bound.parts();
    }

    public String fingerprinted() {
        return bound.fingerprinted();
    }

    /** The same experiment with a search. */
    LoadedExperiment with(Optional<SearchSpace> read) {
        return new LoadedExperiment(bound, given, overrides, resolved, parent, read, notices);
    }
}
