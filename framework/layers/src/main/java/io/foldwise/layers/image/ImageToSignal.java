package io.foldwise.layers.image;

import io.foldwise.layers.kernel.ImageLayer;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Looks at images of one row, {@code [batch, 1, time, channels]}, as signals {@code [batch, time, channels]}. */
public final class ImageToSignal extends ImageLayer implements OnnxEquivalent {

    @Override
    protected long outputChannels(long channels) {
        return channels;
    }

    @Override
    protected long outputHeight(long height) {
        if (height != 1) {
            throw new IllegalArgumentException("an image has one row if it is to be a signal, not " + height);
        }
        return 1;
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        super.getOutputType(layerIndex, inputType);
        return InputType.recurrent(nOut, image(inputType).getWidth(), RNNFormat.NWC);
    }

    @Override
    protected long[] outputShape(long... input) {
        long[] image = super.outputShape(input);
        return new long[] {image[0], image[2], image[3]};
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuCopy();
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableCopy();
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue image = graph.channelsLast(inputs.get(0));
        return OnnxValue.of(graph.add("Squeeze", List.of(image.name(), graph.integers(1))), 3);
    }
}
