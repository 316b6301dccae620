package io.foldwise.engine.experiment;

import io.foldwise.engine.stagedata.Part;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /**
     * Whether its samples may be those of another reader, so that equal ids mean the same sample: they have a file in common, or
     * neither has any, as readers that make their samples up.
     */
    public boolean sharesFiles(Reader other) {
        Set<Path> files = files(other);
        Set<Path> own = files(reader);
        return files.isEmpty() ? own.isEmpty() : own.stream().anyMatch(files::contains);
    }

    private static Set<Path> files(Reader reader) {
        return reader.files().stream()
                .map(file -> file.toAbsolutePath().normalize())
                .collect(Collectors.toSet());
    }
}
