package io.foldwise.engine.experiment;

import io.foldwise.engine.stagedata.Part;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import java.util.Optional;

/**
 * What reads samples that are no part of the folds.
 *
 * @param key where an experiment file names it
 * @param part which of its samples are meant
 * @param mixed whether its samples may share a batch with those of the experiment
 */
public record StageReader(String key, Spec<Reader> spec, Part part, boolean mixed, Reader reader) {

    /** Why samples cannot be trained on, by their shape; empty if they can. */
    public Optional<String> problem(InputShape shape, InputShape ofExperiment) {
        boolean fits = mixed ? shape.equals(ofExperiment) : shape.getClass().equals(ofExperiment.getClass());
        return fits
                ? Optional.empty()
                : Optional.of("gives " + shape + ", and the experiment's data gives " + ofExperiment);
    }
}
