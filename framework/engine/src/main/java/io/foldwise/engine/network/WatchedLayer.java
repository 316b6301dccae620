package io.foldwise.engine.network;

import java.util.Optional;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A layer of a network whose output may be shifted, and whose loss gradient by that output is kept. Stands in the place of the
 * network's own vertex while it is watched; what is saved does not know of it.
 */
@SuppressWarnings("overrides") // of Deeplearning4j's own vertices
public final class WatchedLayer extends LayerVertex {

    private static final long serialVersionUID = 1L;

    private final transient ComputationGraph network;
    private final transient LayerVertex own;
    private transient Optional<INDArray> shift = Optional.empty();
    private transient Optional<INDArray> gradient = Optional.empty();

    private WatchedLayer(ComputationGraph network, LayerVertex own) {
        super(
                network,
                own.getVertexName(),
                own.getVertexIndex(),
                own.getInputVertices(),
                own.getOutputVertices(),
                own.getLayer(),
                own.getLayerPreProcessor(),
                own.isOutputVertex(),
                network.getConfiguration().getDataType());
        this.network = network;
        this.own = own;
    }

    /**
     * Begins to watch a layer.
     *
     * @throws IllegalArgumentException if the network has no layer of the name
     */
    public static WatchedLayer of(ComputationGraph network, String name) {
        if (!(network.getVertex(name) instanceof LayerVertex own)) {
            throw new IllegalArgumentException("there is no layer '" + name + "'");
        }
        WatchedLayer watched = new WatchedLayer(network, own);
        watched.place(watched);
        return watched;
    }

    /** Ends it. */
    public void release() {
        place(own);
    }

    private void place(GraphVertex vertex) {
        network.getVertices()[own.getVertexIndex()] = vertex;
    }

    /**
     * What is added to the output from now on.
     *
     * @param added {@code [batch, ...]}; empty for nothing
     */
    public void shift(Optional<INDArray> added) {
        this.shift = added;
    }

    /** The gradient of the loss by the output, {@code [batch, ...]}, of the last time that it was computed; empty before. */
    public Optional<INDArray> gradient() {
        return gradient;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray output = super.doForward(training, workspaces);
        return shift.map(added -> workspaces
                        .dup(ArrayType.ACTIVATIONS, output, output.ordering()) // the layer may need its own again
                        .addi(added))
                .orElse(output);
    }

    @Override
    @SuppressWarnings("try") // the scope is all that is wanted
    public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            gradient = Optional.of(getEpsilon().dup('c'));
        }
        return super.doBackward(truncated, workspaces);
    }
}
