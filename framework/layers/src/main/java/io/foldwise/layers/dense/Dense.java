package io.foldwise.layers.dense;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.StepwiseLayer;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * {@code y = f(x W + b)} at every real step: {@code [batch, time, channels]} to {@code [batch, time, width]}, or for vectors
 * {@code [batch, channels]} to {@code [batch, width]}. Padding is not computed.
 *
 * <p>Parameters: {@code weights [channels, width]}, {@code bias [width]}.
 */
public final class Dense extends StepwiseLayer implements OnnxEquivalent {

    static final String WEIGHTS = "weights";
    static final String BIAS = "bias";

    /** The function {@code f}. */
    public enum Activation {
        IDENTITY,
        RELU,
        TANH;

        /** Writes the function into an ONNX graph, and returns the result's name. */
        public String onnx(OnnxGraph graph, String x) {
            return switch (this) {
                case IDENTITY -> x;
                case RELU -> graph.add("Relu", x);
                case TANH -> graph.add("Tanh", x);
            };
        }
    }

    @JsonProperty
    private int width;

    @JsonProperty
    private Activation activation;

    private Dense() {}

    public Dense(int width, Activation activation) {
        if (width < 1) {
            throw new IllegalArgumentException("a dense layer needs a width of at least 1, got " + width);
        }
        this.width = width;
        this.activation = Objects.requireNonNull(activation);
    }

    @Override
    protected long outputSize(long channels) {
        return width;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.weight(WEIGHTS, nIn, width, nIn, width), Parameter.bias(BIAS, 0, width));
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuDense((int) nIn, width, activation);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableDense(activation);
    }

    @Override
    protected List<Object> settings() {
        return List.of(width, activation);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue x = graph.withoutPadding(inputs.get(0));
        String y = graph.linear(x.name(), parameters.get(WEIGHTS), Optional.of(parameters.get(BIAS)));
        OnnxValue activated = x.as(activation.onnx(graph, y));
        return x.rank() == 2 ? activated : graph.withoutPadding(activated);
    }
}
