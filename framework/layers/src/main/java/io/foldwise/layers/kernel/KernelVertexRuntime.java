package io.foldwise.layers.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs any {@link KernelVertex} inside a network: arrays in, kernel, arrays out. */
@SuppressWarnings("overrides") // setInputs of Deeplearning4j, whose arguments vary in the interface alone
final class KernelVertexRuntime extends BaseGraphVertex {

    /** The workspace of Deeplearning4j's that keeps everything from the forward pass to the end of the backward pass. */
    private static final String ALL_ACTIVATIONS = "WS_ALL_LAYERS_ACT";

    private final KernelVertex configuration;
    private transient JoinKernel kernel;
    private transient INDArray output;

    KernelVertexRuntime(KernelVertex configuration, ComputationGraph graph, String name, int index, DataType type) {
        super(graph, name, index, null, null, type);
        this.configuration = configuration;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspace) {
        if (!canDoForward()) {
            throw new IllegalStateException("vertex " + vertexName + ": inputs are missing");
        }
        List<INDArray> contiguous = contiguousInputs();
        long[] shape = outputShape(contiguous);
        output = training && overwrites(contiguous.get(0), workspace)
                ? contiguous.get(0)
                : workspace.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c');
        kernel().forward(contiguous, output);
        return output;
    }

    /**
     * Whether the first input is free to be written over: it came from a layer that does not look at it again, went nowhere
     * else, and lives as long as the output must.
     */
    private boolean overwrites(INDArray first, LayerWorkspaceMgr workspace) {
        if (!configuration.overwrites() || first != inputs[0] || !sameWorkspace(first, workspace)) {
            return false;
        }
        GraphVertex from = graph.getVertices()[getInputVertices()[0].getVertexIndex()];
        return from.getNumOutputConnections() == 1
                && !from.isOutputVertex()
                && from.hasLayer()
                && from.getLayer() instanceof KernelLayerRuntime layer
                && !layer.layerConf().needsResult();
    }

    private static boolean sameWorkspace(INDArray array, LayerWorkspaceMgr workspace) {
        return array.isAttached()
                && array.data().getParentWorkspace().getId().equals(ALL_ACTIVATIONS)
                && ALL_ACTIVATIONS.equals(workspace.getWorkspaceName(ArrayType.ACTIVATIONS));
    }

    private long[] outputShape(List<INDArray> from) {
        try {
            return configuration.outputShapeOf(from);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("vertex " + vertexName + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspace) {
        if (!canDoBackward() || output == null) {
            throw new IllegalStateException(
                    "vertex " + vertexName + ": a backward pass needs a forward pass before it");
        }
        List<INDArray> gradients = new ArrayList<>();
        for (INDArray input : inputs) {
            gradients.add(workspace.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c'));
        }
        kernel().backward(contiguousInputs(), output, RowMajor.of(epsilon, dataType), gradients);
        output = null;
        return new Pair<>(null, gradients.toArray(INDArray[]::new));
    }

    private List<INDArray> contiguousInputs() {
        return Arrays.stream(inputs).map(input -> RowMajor.of(input, dataType)).toList();
    }

    private JoinKernel kernel() {
        if (kernel == null) {
            kernel = switch (KernelChoice.forType(dataType)) {
                case CPU -> configuration.cpuKernel();
                case PORTABLE -> configuration.portableKernel();
            };
        }
        return kernel;
    }

    @Override
    public void clear() {
        super.clear();
        output = null;
    }

    @Override
    public boolean hasLayer() {
        return false;
    }

    @Override
    public Layer getLayer() {
        return null;
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray gradients) {
        if (gradients != null) {
            throw new IllegalArgumentException("vertex " + vertexName + " has no parameters");
        }
    }

    /** Images have no masks. */
    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArrays(INDArray[] masks, MaskState state, int batch) {
        return configuration.keepsSequence() && masks != null && masks[0] != null ? new Pair<>(masks[0], state) : null;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof KernelVertexRuntime;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return configuration.getClass().getSimpleName() + "(" + vertexName + ")";
    }
}
