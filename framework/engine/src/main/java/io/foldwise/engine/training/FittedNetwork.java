package io.foldwise.engine.training;

import io.foldwise.engine.archive.ModelArchive;
import io.foldwise.engine.training.Inference.Sink;
import io.foldwise.spi.data.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** A trained network. */
public record FittedNetwork(ComputationGraph network) implements Predictor {

    @Override
    public void predict(Dataset data, int[] rows, Sink predictions) {
        Inference.predictions(network, data, rows, predictions);
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
    public static FittedNetwork restore(Path file, Set<String> plugins) throws IOException {
        return new FittedNetwork(ModelArchive.read(file, plugins));
    }
}
