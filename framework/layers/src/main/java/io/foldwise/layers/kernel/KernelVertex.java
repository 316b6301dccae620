package io.foldwise.layers.kernel;

import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a vertex of our own with several inputs and no parameters: it declares its shapes and its two kernels, as
 * a {@link KernelLayer} does. Settings of a subclass are fields annotated with {@code @JsonProperty}, which never change;
 * a constructor without arguments lets them be read back.
 */
public abstract class KernelVertex extends GraphVertex {

    /** The kernel for single precision on the CPU; its class must not be touched before this call. */
    protected abstract JoinKernel cpuKernel();

    protected abstract JoinKernel portableKernel();

    /**
     * The shape of the output for inputs of the given shapes.
     *
     * @throws IllegalArgumentException if the shapes do not fit together
     */
    protected abstract long[] outputShape(List<long[]> inputs);

    /** The same, where it follows from what the inputs hold. */
    protected long[] outputShapeOf(List<INDArray> inputs) {
        return outputShape(inputs.stream().map(INDArray::shape).toList());
    }

    /** Whether the output is a sequence with the steps of the first input, so that the mask of that is its own. */
    protected boolean keepsSequence() {
        return false;
    }

    /**
     * Whether the kernels can write the output over the first input: they read every element of that before they write the
     * one in its place, and not again on the way back.
     */
    protected boolean overwrites() {
        return false;
    }

    /** What tells two vertices of the same class apart. */
    protected List<Object> settings() {
        return List.of();
    }

    @Override
    public final org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
            ComputationGraph graph, String name, int index, INDArray parameters, boolean initialize, DataType type) {
        return new KernelVertexRuntime(this, graph, name, index, type);
    }

    @Override
    public final long numParams(boolean backprop) {
        return 0;
    }

    @Override
    public int minVertexInputs() {
        return 2;
    }

    @Override
    public int maxVertexInputs() {
        return Integer.MAX_VALUE;
    }

    @Override
    public MemoryReport getMemoryReport(InputType... inputTypes) {
        return new LayerMemoryReport.Builder(null, getClass(), inputTypes[0], getOutputType(0, inputTypes))
                .standardMemory(0, 0)
                .workingMemory(0, 0, 0, 0)
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    @Override
    public abstract InputType getOutputType(int index, InputType... inputTypes);

    /** Nothing in it ever changes. */
    @Override
    public final GraphVertex clone() {
        return this;
    }

    @Override
    public final boolean equals(Object other) {
        return other != null && getClass() == other.getClass() && settings().equals(((KernelVertex) other).settings());
    }

    @Override
    public final int hashCode() {
        return Objects.hash(getClass(), settings());
    }
}
