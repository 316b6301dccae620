package io.foldwise.layers.dense;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.StepwiseLayer;
import java.util.List;
import java.util.Objects;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * {@code y = f(x W + b)} at every real step: {@code [batch, time, channels]} to {@code [batch, time, width]}, or for vectors
 * {@code [batch, channels]} to {@code [batch, width]}. Padding is not computed.
 *
 * <p>Parameters: {@code weights [channels, width]}, {@code bias [width]}.
 */
public final class Dense extends StepwiseLayer {

    static final String WEIGHTS = "weights";
    static final String BIAS = "bias";

    /** The function {@code f}. */
    public enum Activation {
        IDENTITY,
        RELU,
        TANH
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
}
