package io.foldwise.layers.image;

import io.foldwise.layers.kernel.ImageLayer;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean and the largest value of all channels, for every pixel: {@code [batch, height, width, channels]} to
 * {@code [batch, height, width, 2]}, the mean first (for the spatial gate of CBAM; Woo et al. 2018). Where values are equal,
 * the first one counts as the largest.
 */
public final class ChannelPooling extends ImageLayer implements OnnxEquivalent {

    @Override
    protected long outputChannels(long channels) {
        return 2;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuChannelPooling((int) nIn);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableChannelPooling();
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue x = inputs.get(0);
        int axis = x.channelAxis();
        String mean =
                graph.add("ReduceMean", x.name(), OnnxAttribute.list("axes", axis), OnnxAttribute.of("keepdims", 1));
        String most =
                graph.add("ReduceMax", x.name(), OnnxAttribute.list("axes", axis), OnnxAttribute.of("keepdims", 1));
        return x.as(graph.add("Concat", List.of(mean, most), OnnxAttribute.of("axis", axis)));
    }
}
