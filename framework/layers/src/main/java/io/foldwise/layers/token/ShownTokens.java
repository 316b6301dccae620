package io.foldwise.layers.token;

import io.foldwise.layers.kernel.JoinKernel;
import io.foldwise.layers.kernel.KernelVertex;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Token ids without their {@link Marks}, {@code [batch, time]}. */
public final class ShownTokens extends KernelVertex {

    @JsonProperty
    private int vocabulary;

    private ShownTokens() {}

    /** @param vocabulary number of different tokens */
    public ShownTokens(int vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Override
    public InputType getOutputType(int index, InputType... types) {
        return types[0];
    }

    @Override
    public int minVertexInputs() {
        return 1;
    }

    @Override
    public int maxVertexInputs() {
        return 1;
    }

    @Override
    protected boolean keepsSequence() {
        return true;
    }

    @Override
    protected long[] outputShape(List<long[]> inputs) {
        return inputs.get(0);
    }

    @Override
    protected JoinKernel cpuKernel() {
        return new Remainder(vocabulary);
    }

    @Override
    protected JoinKernel portableKernel() {
        return new Remainder(vocabulary);
    }

    @Override
    protected List<Object> settings() {
        return List.of(vocabulary);
    }

    private record Remainder(int vocabulary) implements JoinKernel {

        @Override
        public void forward(List<INDArray> inputs, INDArray output) {
            output.assign(inputs.get(0).fmod(vocabulary));
        }

        /** There is no way back to ids. */
        @Override
        public void backward(List<INDArray> inputs, INDArray output, INDArray incoming, List<INDArray> gradients) {
            gradients.get(0).assign(0);
        }
    }
}
