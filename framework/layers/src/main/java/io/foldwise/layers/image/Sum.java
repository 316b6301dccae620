package io.foldwise.layers.image;

import io.foldwise.layers.kernel.JoinKernel;
import io.foldwise.layers.kernel.KernelVertex;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** The sum of arrays of equal shape, {@code y = a + b + ...} or {@code y = max(0, a + b + ...)}. */
public final class Sum extends KernelVertex implements OnnxEquivalent {

    @JsonProperty
    private boolean relu;

    private Sum() {}

    /** @param activation {@code IDENTITY} or {@code RELU} */
    public Sum(Activation activation) {
        if (activation != Activation.IDENTITY && activation != Activation.RELU) {
            throw new IllegalArgumentException("a sum's activation is IDENTITY or RELU, not " + activation);
        }
        relu = activation == Activation.RELU;
    }

    @Override
    public InputType getOutputType(int index, InputType... types) {
        return types[0];
    }

    @Override
    protected long[] outputShape(List<long[]> inputs) {
        return ImageTypes.common(inputs);
    }

    @Override
    protected boolean overwrites() {
        return true;
    }

    @Override
    protected JoinKernel cpuKernel() {
        return new CpuSum(relu);
    }

    @Override
    protected JoinKernel portableKernel() {
        return new PortableSum(relu);
    }

    @Override
    protected List<Object> settings() {
        return List.of(relu);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue sum = graph.sum(inputs);
        return relu ? sum.as(graph.add("Relu", sum.name())) : sum;
    }
}
