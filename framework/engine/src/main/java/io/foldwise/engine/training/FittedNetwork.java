package io.foldwise.engine.training;

import io.foldwise.engine.archive.ModelArchive;
import io.foldwise.engine.training.ForwardPass.Sink;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.prediction.Inference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A trained network.
 *
 * @param inference how samples go through it; empty for whole samples in one pass
 */
public record FittedNetwork(ComputationGraph network, Optional<Inference> inference) implements Predictor {

    @Override
    public void predict(Dataset data, int[] rows, Sink predictions) {
        ForwardPass.predictions(network, inference, data, rows, predictions);
    }

    /** Writes configuration and weights, in Deeplearning4j's own format; the optimizer's state is left out. */
    @Override
    public void save(Path file) throws IOException {
        ModelArchive.write(file, network);
    }

    /**
     * Reads back what {@link #save} wrote.
     *
     * @param plugins packages of the plugins whose layers the network may have
     */
    public static FittedNetwork restore(Path file, Set<String> plugins, Optional<Inference> inference)
            throws IOException {
        return new FittedNetwork(ModelArchive.read(file, plugins), inference);
    }
}
