package io.foldwise.layers.recurrent;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.StepwiseLayer;
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
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000 and without peepholes):
 * {@code [batch, time, channels]} to {@code [batch, time, hidden]}, or {@code [batch, time, 2 hidden]} when it reads in
 * both directions, the forward direction first.
 *
 * <pre>{@code
 * [a f o i] = x_t W + h_(t-1) R + b          a through tanh, f, o and i through the sigmoid
 * c_t = f c_(t-1) + i a
 * h_t = o tanh(c_t)
 * }</pre>
 *
 * <p>The backward direction starts at every sequence's own end. A sequence gives the same in any batch, however far it is
 * padded; steps behind its end are zero.
 *
 * <p>Parameters of each direction: {@code input-weights [channels, 4 hidden]}, {@code bias [4 hidden]} and
 * {@code recurrent-weights [hidden, 4 hidden]}; in both directions with {@code forward-} and {@code backward-} before the
 * name. The order of the gates is that of Deeplearning4j's {@code LSTM}, so weights can move between the two.
 *
 * <p>In place of Deeplearning4j's {@code LSTM}, which ignores masks in the recurrence, so that a bidirectional one depends
 * on padding.
 */
public final class Lstm extends StepwiseLayer implements OnnxEquivalent {

    /** Where ONNX's gates i, o, f and c are among ours: a, f, o and i. */
    private static final int[] ORDER = {3, 2, 1, 0};

    @JsonProperty
    private int hidden;

    @JsonProperty
    private Reading reading;

    private Lstm() {}

    /** @param hidden size of the state, per direction */
    public Lstm(int hidden, Reading reading) {
        if (hidden < 1) {
            throw new IllegalArgumentException("an LSTM needs a hidden size of at least 1, got " + hidden);
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
        for (int direction = 0; direction < reading.directions(); direction++) {
            Names names = names(direction);
            double fanOut = (double) nIn + hidden;
            parameters.add(Parameter.weight(names.inputWeights(), hidden, fanOut, nIn, 4L * hidden));
            parameters.add(Parameter.bias(names.bias(), 0, 4L * hidden));
            parameters.add(Parameter.weight(names.recurrentWeights(), hidden, fanOut, hidden, 4L * hidden));
        }
        return parameters;
    }

    /** Twice the rate for the bias: it does the work of the two that PyTorch and cuDNN add up, each with the rate itself. */
    @Override
    public IUpdater getUpdaterByParam(String parameter) {
        IUpdater updater = super.getUpdaterByParam(parameter);
        boolean bias = initializer().isBiasParam(this, parameter);
        return bias && updater.hasLearningRate() ? DoubledRate.of(updater) : updater;
    }

    private Names names(int direction) {
        String prefix = reading.prefix(direction);
        return new Names(prefix + "input-weights", prefix + "bias", prefix + "recurrent-weights", direction == 1);
    }

    private List<Names> names() {
        return IntStream.range(0, reading.directions()).mapToObj(this::names).toList();
    }

    /** The parameters of one direction; they lie in memory in this order. */
    record Names(String inputWeights, String bias, String recurrentWeights, boolean backward) {}

    @Override
    protected Kernel cpuKernel() {
        int outputs = hidden * reading.directions();
        List<Names> names = names();
        List<LstmDirection> directions = names.stream()
                .map(own -> new LstmDirection((int) nIn, hidden, own, outputs, hidden * names.indexOf(own)))
                .toList();
        return new CpuRecurrent((int) nIn, outputs, directions);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableLstm(hidden, names());
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
                        Optional.empty()))
                .toList();
        return new OnnxRecurrence("LSTM", hidden, reading, ORDER).write(graph, inputs.get(0), directions);
    }
}
