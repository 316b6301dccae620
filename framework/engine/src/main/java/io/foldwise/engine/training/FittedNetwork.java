package io.foldwise.engine.training;

import io.foldwise.engine.archive.ModelArchive;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.model.DirectModel.Fitted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** A trained network, seen as what any model gives: something that predicts and can be saved. */
public record FittedNetwork(ComputationGraph network) implements Fitted {

    @Override
    public float[][] logits(Dataset data, int[] rows) {
        return Inference.logits(network, data, rows);
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
