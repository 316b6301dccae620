package io.foldwise.layers.pooling;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.StepwiseLayer;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Every run of so many steps becomes one, their average with weights as in {@link HiddenAttentionPooling}: {@code [batch, time,
 * channels]} to {@code [batch, ceil(time / segment), channels]}. The last segment of a sequence is what is left of it.
 *
 * <p>Parameters: {@code weights [channels, hidden]}, {@code bias [hidden]} and {@code query [hidden]}.
 */
public final class SegmentAttention extends StepwiseLayer {

    @JsonProperty
    private int hidden;

    @JsonProperty
    private int segment;

    private SegmentAttention() {}

    /**
     * @param hidden units of the hidden layer
     * @param segment steps that become one
     */
    public SegmentAttention(int hidden, int segment) {
        if (segment < 1) {
            throw new IllegalArgumentException("a segment needs at least 1 step, got " + segment);
        }
        this.hidden = HiddenAttention.checked(hidden);
        this.segment = segment;
    }

    @Override
    protected long outputSize(long channels) {
        return channels;
    }

    @Override
    protected boolean acceptsVectors() {
        return false;
    }

    @Override
    protected int stepsPerStep() {
        return segment;
    }

    @Override
    protected long[] outputShape(long... input) {
        long[] shape = super.outputShape(input);
        shape[1] = (shape[1] + segment - 1) / segment;
        return shape;
    }

    @Override
    public List<Parameter> parameters() {
        return HiddenAttention.parameters(nIn, hidden);
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuHiddenAttention((int) nIn, hidden, segment);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableHiddenAttention(segment);
    }

    @Override
    protected List<Object> settings() {
        return List.of(hidden, segment);
    }
}
