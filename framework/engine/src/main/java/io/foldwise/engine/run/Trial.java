package io.foldwise.engine.run;

import io.foldwise.engine.experiment.ExperimentParts;
import java.util.Optional;

/**
 * One trial of a run: what its folds are fitted with.
 *
 * @param fingerprinted the part of its configuration that decides its results
 * @param incumbent the earlier trial that its folds are measured by while they are trained
 */
public record Trial(ExperimentParts parts, String fingerprinted, Optional<Incumbent> incumbent) {

    /** Everything about this trial that its results depend on. */
    String fingerprint() {
        return incumbent
                .map(other -> fingerprinted + "\nmeasured by " + other.rule() + "\n" + other.fingerprinted())
                .orElse(fingerprinted);
    }
}
