package io.foldwise.layers.pooling;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.SequencePooling;
import java.util.List;
import java.util.Objects;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Sums every channel of a sequence up in one number: {@code [batch, time, channels]} to {@code [batch, channels]}, over the
 * real steps only. A sequence without any real step gives zeros.
 *
 * <p>In place of Deeplearning4j's {@code GlobalPoolingLayer}, whose mask code assumes channels before time.
 */
public final class TimePooling extends SequencePooling {

    /** What stands for a whole sequence. */
    public enum Reduction {
        /** The largest value; on a tie the earliest step gets the gradient. */
        MAX,
        /** The average. */
        MEAN,
        /** The value at the last real step. */
        LAST
    }

    @JsonProperty
    private Reduction reduction;

    private TimePooling() {}

    public TimePooling(Reduction reduction) {
        this.reduction = Objects.requireNonNull(reduction);
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
        int channels = (int) nIn;
        return switch (reduction) {
            case MAX -> new CpuMaxPooling(channels);
            case MEAN -> new CpuMeanPooling(channels);
            case LAST -> new CpuLastStep(channels);
        };
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableTimePooling(reduction);
    }

    @Override
    protected List<Object> settings() {
        return List.of(reduction);
    }
}
