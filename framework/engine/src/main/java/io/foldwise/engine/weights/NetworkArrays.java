package io.foldwise.engine.weights;

import io.foldwise.engine.archive.ModelArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** The parameters of a network that a run has saved, under the names that {@link Parameters} gives them. */
final class NetworkArrays implements NamedArrays {

    private final Parameters parameters;
    private final List<NamedArray> arrays = new ArrayList<>();

    private NetworkArrays(ComputationGraph network) throws IOException {
        parameters = Parameters.of(network);
        for (String name : parameters.names()) {
            arrays.add(NamedArray.of(name, parameters.shape(name), true));
        }
    }

    /** @param plugins packages of the plugins whose layers the network may have */
    static NetworkArrays open(Path file, Set<String> plugins) throws IOException {
        return new NetworkArrays(ModelArchive.read(file, plugins));
    }

    @Override
    public List<NamedArray> arrays() {
        return arrays;
    }

    @Override
    public float[] values(NamedArray array) {
        return parameters.values(array.name());
    }

    @Override
    public void close() {
        // everything is in memory
    }
}
