package io.foldwise.engine.run;

import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Preparation;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import java.util.Optional;

/**
 * An experiment's samples, read.
 *
 * @param preparation what a fold learns from its training samples before its model sees any; empty if nothing
 */
public record RunData(Dataset train, Optional<Dataset> test, Optional<Preparation> preparation) {

    /** What is asked of every sample. */
    public Task task() {
        return train.task();
    }

    /** @throws io.foldwise.spi.data.DataException if a file is not in its format */
    public static RunData read(ExperimentParts parts) {
        Reader reader = parts.reader();
        return new RunData(reader.train(), reader.test(), reader.preparation());
    }
}
