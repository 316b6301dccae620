package io.foldwise.layers.image;

import io.foldwise.layers.kernel.JoinKernel;
import io.foldwise.layers.kernel.KernelVertex;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Images {@code [batch, height, width, channels]} times a gate, the second input: one factor for each channel
 * ({@code [batch, channels]} or {@code [batch, 1, 1, channels]}) or one for each pixel
 * ({@code [batch, height, width, 1]}).
 */
public final class Gate extends KernelVertex implements OnnxEquivalent {

    @Override
    public int maxVertexInputs() {
        return 2;
    }

    @Override
    public InputType getOutputType(int index, InputType... types) {
        return ImageTypes.image(types[0]);
    }

    @Override
    protected long[] outputShape(List<long[]> inputs) {
        long[] image = inputs.get(0);
        long[] gate = inputs.get(1);
        long[][] possible = {{image[0], image[3]}, {image[0], 1, 1, image[3]}, {image[0], image[1], image[2], 1}};
        if (Arrays.stream(possible).noneMatch(shape -> Arrays.equals(shape, gate))) {
            throw new IllegalArgumentException("a gate for images " + Arrays.toString(image) + " is one of "
                    + Arrays.deepToString(possible) + ", not " + Arrays.toString(gate));
        }
        return image;
    }

    @Override
    protected JoinKernel cpuKernel() {
        return new CpuGate();
    }

    @Override
    protected JoinKernel portableKernel() {
        return new PortableGate();
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue images = inputs.get(0);
        OnnxValue gate = inputs.get(1);
        if (gate.rank() == 2) {
            String axes = images.channelsFirst() ? graph.integers(2, 3) : graph.integers(1, 2);
            return images.as(graph.add(
                    "Mul", List.of(images.name(), graph.add("Unsqueeze", List.of(gate.name(), axes)))));
        }
        OnnxValue turned = images.channelsFirst() ? graph.channelsFirst(gate) : graph.channelsLast(gate);
        return images.as(graph.add("Mul", List.of(images.name(), turned.name())));
    }
}
