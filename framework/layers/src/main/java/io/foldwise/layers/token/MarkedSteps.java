package io.foldwise.layers.token;

import io.foldwise.layers.kernel.JoinKernel;
import io.foldwise.layers.kernel.KernelVertex;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The steps of sequences {@code [batch, time, channels]} whose tokens bear {@link Marks}, in their order: {@code [batch, most,
 * channels]}, where {@code most} is how many the sequence has that has most of them, and one at least. Others end in rows of zeros.
 * What comes after it is computed for these steps alone.
 *
 * <p>Inputs: the sequences, and marked ids {@code [batch, time]}.
 */
public final class MarkedSteps extends KernelVertex {

    @JsonProperty
    private int vocabulary;

    private MarkedSteps() {}

    /** @param vocabulary number of different tokens */
    public MarkedSteps(int vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Override
    public InputType getOutputType(int index, InputType... types) {
        return InputType.recurrent(((InputType.InputTypeRecurrent) types[0]).getSize(), RNNFormat.NWC);
    }

    @Override
    public int maxVertexInputs() {
        return 2;
    }

    /** Of sequences whose steps are all marked. */
    @Override
    protected long[] outputShape(List<long[]> inputs) {
        return inputs.get(0);
    }

    @Override
    protected long[] outputShapeOf(List<INDArray> inputs) {
        int most = Arrays.stream(Marks.steps(inputs.get(1), vocabulary))
                .mapToInt(steps -> steps.length)
                .max()
                .orElse(0);
        return new long[] {
            inputs.get(0).size(0), Math.max(1, most), inputs.get(0).size(2)
        };
    }

    @Override
    protected JoinKernel cpuKernel() {
        return new CpuMarkedSteps(vocabulary);
    }

    @Override
    protected JoinKernel portableKernel() {
        return new PortableMarkedSteps(vocabulary);
    }

    @Override
    protected List<Object> settings() {
        return List.of(vocabulary);
    }
}
