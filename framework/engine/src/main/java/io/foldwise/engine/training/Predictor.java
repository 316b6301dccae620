package io.foldwise.engine.training;

import io.foldwise.engine.training.ForwardPass.Sink;
import io.foldwise.spi.data.Dataset;
import java.io.IOException;
import java.nio.file.Path;

/** What any model gives once it is fitted: something that predicts and can be saved. */
public interface Predictor {

    /** Predicts samples, each head of the task, in an order of its own. */
    void predict(Dataset data, int[] rows, Sink predictions);

    /** Writes the fitted model to one file. */
    void save(Path file) throws IOException;
}
