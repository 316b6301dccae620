package io.foldwise.layers.transformer;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.SequenceLengths;
import io.foldwise.layers.kernel.StepwiseLayer;
import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Adds to every step a vector that tells where it stands, which attention alone does not see: {@code [batch, time, width]}
 * to the same shape.
 *
 * <p>Parameter, for {@link Kind#LEARNED} only: {@code table [maxLength, width]}.
 */
public final class Positions extends StepwiseLayer implements OnnxEquivalent {

    static final String TABLE = "table";

    /** Steps of the longest sequence that a model in ONNX reads, where positions are no matter of learning. */
    private static final int MOST_WAVES = 4096;

    /** What is added. */
    public enum Kind {
        /** Nothing: such a layer is left out of a network. */
        NONE,
        /** {@code y = x + table[step]}, for sequences of no more than {@code maxLength} steps. */
        LEARNED,
        /**
         * {@code y = x + wave[step]} with {@code wave[step][2 i] = sin(step / 10000^(2 i / width))} and
         * {@code wave[step][2 i + 1]} the cosine of the same (Vaswani et al., 2017, section 3.5). Their factor
         * {@code sqrt(width)} is for small embeddings; ours start at the size of the waves.
         */
        SINUSOIDAL
    }

    @JsonProperty
    private Kind kind;

    @JsonProperty
    private int maxLength;

    private Positions() {}

    /** @param maxLength number of steps of the longest sequence; means something for {@link Kind#LEARNED} only */
    public Positions(Kind kind, int maxLength) {
        if (kind == Kind.NONE) {
            throw new IllegalArgumentException("a layer that adds no positions is none: leave it out");
        }
        if (kind == Kind.LEARNED && maxLength < 1) {
            throw new IllegalArgumentException("learned positions need a length of at least 1, not " + maxLength);
        }
        this.kind = kind;
        this.maxLength = kind == Kind.LEARNED ? maxLength : 0;
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
    public List<Parameter> parameters() {
        return kind == Kind.LEARNED ? List.of(Parameter.weight(TABLE, maxLength, nIn, maxLength, nIn)) : List.of();
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuPositions(this);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortablePositions(this);
    }

    @Override
    protected List<Object> settings() {
        return List.of(kind, maxLength);
    }

    boolean learned() {
        return kind == Kind.LEARNED;
    }

    /** The longest sequence of a batch; refuses one that is longer than the table. */
    int longest(SequenceLengths lengths) {
        int longest = 0;
        for (int sample = 0; sample < lengths.batch(); sample++) {
            longest = Math.max(longest, lengths.of(sample));
        }
        if (learned() && longest > maxLength) {
            throw new IllegalArgumentException("layer " + getLayerName() + ": a sequence has " + longest
                    + " steps, but positions are learned for " + maxLength
                    + " only; cut sequences, raise that number, or take sinusoidal positions");
        }
        return longest;
    }

    /** The waves, {@code steps} rows of {@code width}. */
    static double[] waves(int steps, int width) {
        double[] waves = new double[steps * width];
        for (int step = 0; step < steps; step++) {
            for (int channel = 0; channel < width; channel++) {
                int pair = channel / 2 * 2;
                double angle = step / Math.pow(10_000, (double) pair / width);
                waves[step * width + channel] = channel == pair ? Math.sin(angle) : Math.cos(angle);
            }
        }
        return waves;
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue sequence = graph.withoutPadding(inputs.get(0));
        int steps = learned() ? maxLength : MOST_WAVES;
        String table = learned()
                ? graph.constant(parameters.get(TABLE))
                : graph.constant(Nd4j.createFromArray(waves(steps, (int) nIn))
                        .castTo(DataType.FLOAT)
                        .reshape(steps, nIn));
        String length = graph.add("Shape", sequence.name(), OnnxAttribute.of("start", 1), OnnxAttribute.of("end", 2));
        String rows = graph.add("Slice", List.of(table, graph.integers(0), length, graph.integers(0)));
        return graph.withoutPadding(sequence.as(graph.add("Add", List.of(sequence.name(), rows))));
    }
}
