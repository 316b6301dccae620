package io.foldwise.layers.token;

import io.foldwise.layers.kernel.JoinKernel;
import io.foldwise.layers.kernel.KernelVertex;
import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Sequences with one channel more, which is 1 where an id bears a mark and 0 elsewhere: {@code [batch, time, channels]} and ids {@code
 * [batch, time]} to {@code [batch, time, channels + 1]}.
 */
public final class WithMarks extends KernelVertex {

    @JsonProperty
    private int vocabulary;

    private WithMarks() {}

    /** @param vocabulary number of different tokens */
    public WithMarks(int vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Override
    public InputType getOutputType(int index, InputType... types) {
        return InputType.recurrent(((InputType.InputTypeRecurrent) types[0]).getSize() + 1, RNNFormat.NWC);
    }

    @Override
    public int maxVertexInputs() {
        return 2;
    }

    @Override
    protected boolean keepsSequence() {
        return true;
    }

    @Override
    protected long[] outputShape(List<long[]> inputs) {
        long[] sequences = inputs.get(0);
        return new long[] {sequences[0], sequences[1], sequences[2] + 1};
    }

    @Override
    protected JoinKernel cpuKernel() {
        return new Joined(vocabulary);
    }

    @Override
    protected JoinKernel portableKernel() {
        return new Joined(vocabulary);
    }

    @Override
    protected List<Object> settings() {
        return List.of(vocabulary);
    }

    private record Joined(int vocabulary) implements JoinKernel {

        @Override
        public void forward(List<INDArray> inputs, INDArray output) {
            output.get(channels(inputs)).assign(inputs.get(0));
            output.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(output.size(2) - 1))
                    .assign(inputs.get(1).gte(vocabulary).castTo(output.dataType()));
        }

        @Override
        public void backward(List<INDArray> inputs, INDArray output, INDArray incoming, List<INDArray> gradients) {
            gradients.get(0).assign(incoming.get(channels(inputs)));
            gradients.get(1).assign(0);
        }

        private static INDArrayIndex[] channels(List<INDArray> inputs) {
            return new INDArrayIndex[] {
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.interval(0, inputs.get(0).size(2))
            };
        }
    }
}
