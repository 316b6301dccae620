package io.foldwise.layers.convolution;

import io.foldwise.layers.dense.Dense;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.StepwiseLayer;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Convolution over time that keeps the steps: {@code [batch, time, channels]} to {@code [batch, time, filters]}.
 *
 * <pre>{@code y[t, f] = g(sum_j x[t + j - left] . W[j, :, f] + b[f]),  left = (width - 1) / 2, rounded down}</pre>
 *
 * <p>Windows are centred on their step (an even width reaches one step more to the right), and steps outside the sequence
 * count as zeros, whatever the batch holds there: a sequence gives the same in any batch.
 *
 * <p>Parameters: {@code weights [width * channels, filters]}, rows ordered by step of the window and then by channel, and
 * {@code bias [filters]}.
 */
public final class SequenceConvolution extends StepwiseLayer implements OnnxEquivalent {

    static final String WEIGHTS = "weights";
    static final String BIAS = "bias";

    @JsonProperty
    private int filters;

    @JsonProperty
    private int width;

    @JsonProperty
    private Dense.Activation activation;

    private SequenceConvolution() {}

    /**
     * @param filters channels of the result
     * @param width steps that a window spans
     * @param activation the function {@code g}
     */
    public SequenceConvolution(int filters, int width, Dense.Activation activation) {
        if (filters < 1 || width < 1) {
            throw new IllegalArgumentException("a convolution needs at least one filter and a width of at least 1, got "
                    + filters + " filters of width " + width);
        }
        this.filters = filters;
        this.width = width;
        this.activation = Objects.requireNonNull(activation);
    }

    @Override
    protected boolean acceptsVectors() {
        return false;
    }

    @Override
    protected long outputSize(long channels) {
        return filters;
    }

    @Override
    public List<Parameter> parameters() {
        long inputs = width * nIn;
        return List.of(
                Parameter.weight(WEIGHTS, inputs, (double) width * filters, inputs, filters),
                Parameter.bias(BIAS, 0, filters));
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuSequenceConvolution((int) nIn, filters, windows(), activation);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableSequenceConvolution(windows(), activation);
    }

    private Windows windows() {
        return new Windows(width, TextConvolution.Padding.SAME);
    }

    @Override
    protected List<Object> settings() {
        return List.of(filters, width, activation);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue sequence = graph.withoutPadding(inputs.get(0));
        String y = windows().onnx(graph, sequence, parameters.get(WEIGHTS), parameters.get(BIAS));
        return graph.withoutPadding(sequence.as(activation.onnx(graph, y)));
    }
}
