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

/**
 * The larger one of two values at every place of two arrays of equal shape. Where both are equal, each gets half of the
 * gradient.
 */
public final class Maximum extends KernelVertex implements OnnxEquivalent {

    @Override
    public int maxVertexInputs() {
        return 2;
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
    protected JoinKernel cpuKernel() {
        return new CpuMaximum();
    }

    @Override
    protected JoinKernel portableKernel() {
        return new PortableMaximum();
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue first = graph.channelsLast(inputs.get(0));
        return first.as(graph.add(
                "Max", List.of(first.name(), graph.channelsLast(inputs.get(1)).name())));
    }
}
