package io.foldwise.layers.recurrent;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.StepwiseLayer;
import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Gated recurrent units (Cho et al. 2014, "Learning Phrase Representations using RNN Encoder-Decoder"), in the form of cuDNN and
 * PyTorch, whose reset gate comes behind the recurrent product: {@code [batch, time, channels]} to {@code [batch, time, hidden]}, or
 * {@code [batch, time, 2 hidden]} when it reads in both directions, the forward direction first.
 *
 * <pre>{@code
 * [r z a] = x_t W + b,   [s u c] = h_(t-1) R + d
 * r = sigmoid(r + s),   z = sigmoid(z + u),   n = tanh(a + r c)
 * h_t = (1 - z) n + z h_(t-1)
 * }</pre>
 *
 * <p>The backward direction starts at every sequence's own end. A sequence gives the same in any batch, however far it is
 * padded; steps behind its end are zero.
 *
 * <p>Parameters of each direction: {@code input-weights [channels, 3 hidden]}, {@code bias [3 hidden]},
 * {@code recurrent-weights [hidden, 3 hidden]} and {@code recurrent-bias [3 hidden]}; in both directions with {@code forward-} and
 * {@code backward-} before the name. The order of the gates is PyTorch's.
 */
public final class Gru extends StepwiseLayer implements OnnxEquivalent {

    /** Where ONNX's gates z, r and h are among ours: r, z and n. */
    private static final int[] ORDER = {1, 0, 2};

    @JsonProperty
    private int hidden;

    @JsonProperty
    private Reading reading;

    private Gru() {}

    /** @param hidden size of the state, per direction */
    public Gru(int hidden, Reading reading) {
        if (hidden < 1) {
            throw new IllegalArgumentException("a GRU needs a hidden size of at least 1, got " + hidden);
        }
        this.hidden = hidden;
        this.reading = Objects.requireNonNull(reading);
    }

    @Override
    protected long outputSize(long channels) {
        return (long) hidden * reading.directions();
    }

    @Override
    protected boolean acceptsVectors() {
        return false;
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        for (Names names : names()) {
            double fanOut = (double) nIn + hidden;
            parameters.add(Parameter.weight(names.inputWeights(), hidden, fanOut, nIn, 3L * hidden));
            parameters.add(Parameter.bias(names.bias(), 0, 3L * hidden));
            parameters.add(Parameter.weight(names.recurrentWeights(), hidden, fanOut, hidden, 3L * hidden));
            parameters.add(Parameter.bias(names.recurrentBias(), 0, 3L * hidden));
        }
        return parameters;
    }

    private Names names(int direction) {
        String prefix = reading.prefix(direction);
        return new Names(
                prefix + "input-weights",
                prefix + "bias",
                prefix + "recurrent-weights",
                prefix + "recurrent-bias",
                direction == 1);
    }

    private List<Names> names() {
        return IntStream.range(0, reading.directions()).mapToObj(this::names).toList();
    }

    /** The parameters of one direction; they lie in memory in this order. */
    record Names(String inputWeights, String bias, String recurrentWeights, String recurrentBias, boolean backward) {}

    @Override
    protected Kernel cpuKernel() {
        int outputs = hidden * reading.directions();
        List<Names> names = names();
        List<GruDirection> directions = names.stream()
                .map(own -> new GruDirection((int) nIn, hidden, own, outputs, hidden * names.indexOf(own)))
                .toList();
        return new CpuRecurrent((int) nIn, outputs, directions);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableGru(hidden, names());
    }

    @Override
    protected List<Object> settings() {
        return List.of(hidden, reading);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        List<OnnxRecurrence.Direction> directions = names().stream()
                .map(name -> new OnnxRecurrence.Direction(
                        parameters.get(name.inputWeights()),
                        parameters.get(name.recurrentWeights()),
                        parameters.get(name.bias()),
                        Optional.of(parameters.get(name.recurrentBias()))))
                .toList();
        return new OnnxRecurrence("GRU", hidden, reading, ORDER, OnnxAttribute.of("linear_before_reset", 1))
                .write(graph, inputs.get(0), directions);
    }
}
