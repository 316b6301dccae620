package io.foldwise.engine.study;

import io.foldwise.engine.experiment.ExperimentParts;
import java.util.Optional;

/**
 * One trial of a run: what its folds are fitted with.
 *
 * @param decisive the part of its configuration that decides its results
 * @param rival the earlier trial that its folds are measured by while they are trained
 */
public record Trial(ExperimentParts parts, String decisive, Optional<Rival> rival) {

    /** Everything about this trial that its results depend on. */
    String identity() {
        return rival.map(other -> decisive + "\nmeasured by " + other.rule() + "\n" + other.decisive())
                .orElse(decisive);
    }
}
