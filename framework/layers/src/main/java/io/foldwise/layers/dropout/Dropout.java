package io.foldwise.layers.dropout;

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
 * In training, sets a share of the values to zero and multiplies the others by {@code 1 / (1 - rate)} (Srivastava et al.
 * 2014); in prediction, passes everything on. Sequences {@code [batch, time, channels]} or vectors
 * {@code [batch, channels]}.
 *
 * <p>What is dropped is a function of the network's seed, the iteration, the layer's place in the network and the value's
 * place in the batch: training that is saved and resumed goes on with the same noise, and how far a batch is padded makes no
 * difference. That is why it does not use Deeplearning4j's dropout, which draws from a global generator.
 */
public final class Dropout extends StepwiseLayer implements OnnxEquivalent {

    /** What is dropped at once. */
    public enum Unit {
        /** Single values. */
        VALUE,
        /** A channel of a sequence at all its steps (spatial dropout, Tompson et al. 2015). */
        CHANNEL,
        /** A step of a sequence with all its channels: a whole token. */
        STEP
    }

    @JsonProperty
    private double rate;

    @JsonProperty
    private Unit unit;

    @JsonProperty
    private int samples;

    private Dropout() {}

    /** @param rate share that is dropped, from 0 to below 1 */
    public Dropout(double rate, Unit unit) {
        this(rate, unit, 1);
    }

    /**
     * Dropout of several samples: the mean of so many masks. Where a linear layer follows, its outputs are the mean of what it would
     * make of each (multi-sample dropout, Inoue 2019, with logits averaged in place of losses).
     *
     * @param samples 1 for a single mask
     */
    public Dropout(double rate, Unit unit, int samples) {
        if (samples < 1) {
            throw new IllegalArgumentException("dropout needs a sample at least, not " + samples);
        }
        this.samples = samples;
        this.rate = DropoutMask.checkedRate(rate);
        this.unit = Objects.requireNonNull(unit);
    }

    @Override
    protected long outputSize(long channels) {
        return channels;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuDropout((int) nIn, mask());
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableDropout(mask());
    }

    /** Files of older networks know of no samples. */
    private DropoutMask mask() {
        return new DropoutMask(rate, unit, (int) nIn, Math.max(1, samples));
    }

    @Override
    protected List<Object> settings() {
        return List.of(rate, unit, Math.max(1, samples));
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        return inputs.get(0); // nothing is dropped at prediction
    }
}
