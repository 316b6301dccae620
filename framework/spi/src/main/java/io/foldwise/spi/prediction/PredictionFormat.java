package io.foldwise.spi.prediction;

import io.foldwise.spi.Kind;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes the predictions of new samples in the form in which others read them, such as images. {@code foldwise predict --as NAME}
 * asks for it. A format that cannot hold the experiment's answers refuses them in its constructor, with an {@link
 * io.foldwise.spi.IncompatibleException}.
 */
@Kind("prediction-format")
public interface PredictionFormat {

    /**
     * Writes predictions.
     *
     * @param data the samples as the reader gave them, in the predictions' order
     * @param folder that is there and empty; the user gets it once all is written
     * @throws IOException if something cannot be written, such as a sample whose id cannot be a file's name
     */
    void write(Dataset data, Predictions predictions, Path folder) throws IOException;
}
