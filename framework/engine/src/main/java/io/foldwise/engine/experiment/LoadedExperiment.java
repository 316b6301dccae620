package io.foldwise.engine.experiment;

import io.foldwise.engine.config.Problem;
import io.foldwise.engine.search.SearchSpace;
import java.util.List;
import java.util.Optional;

/**
 * A checked experiment file.
 *
 * @param parts the experiment and what builds its components
 * @param given the file as it was written, with its includes inlined
 * @param overrides what {@code --set} changed
 * @param resolved complete, with every default; reading it again gives an equal experiment
 * @param decisive the part of {@code resolved} that decides a unit's result: everything but names, ensemble, submission
 *     and how many processes work
 * @param space what the experiment's search varies, checked; empty without a search
 * @param notices what is allowed, and hardly meant so
 */
public record LoadedExperiment(
        ExperimentParts parts,
        String given,
        String overrides,
        String resolved,
        String decisive,
        Optional<SearchSpace> space,
        List<Problem> notices) {

    /** The same experiment with a checked search. */
    LoadedExperiment with(SearchSpace checked) {
        return new LoadedExperiment(parts, given, overrides, resolved, decisive, Optional.of(checked), notices);
    }
}
