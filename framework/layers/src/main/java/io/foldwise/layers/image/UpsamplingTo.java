package io.foldwise.layers.image;

import io.foldwise.layers.kernel.JoinKernel;
import io.foldwise.layers.kernel.KernelVertex;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Enlarges images {@code [batch, height, width, channels]} to the height and width of other ones, of which nothing else
 * counts: the second input gets a gradient of zero. As PyTorch's {@code interpolate} to a size, without aligned corners.
 */
public final class UpsamplingTo extends KernelVertex implements OnnxEquivalent {

    @JsonProperty
    private Interpolation interpolation;

    private UpsamplingTo() {}

    public UpsamplingTo(Interpolation interpolation) {
        this.interpolation = Objects.requireNonNull(interpolation);
    }

    @Override
    public int maxVertexInputs() {
        return 2;
    }

    @Override
    public InputType getOutputType(int index, InputType... types) {
        InputTypeConvolutional size = ImageTypes.image(types[1]);
        return ImageTypes.of(
                size.getHeight(), size.getWidth(), ImageTypes.image(types[0]).getChannels());
    }

    @Override
    protected long[] outputShape(List<long[]> inputs) {
        long[] image = inputs.get(0);
        long[] size = inputs.get(1);
        return new long[] {image[0], size[1], size[2], image[3]};
    }

    @Override
    protected JoinKernel cpuKernel() {
        return new CpuUpsamplingTo(interpolation);
    }

    @Override
    protected JoinKernel portableKernel() {
        return new PortableUpsamplingTo(interpolation);
    }

    @Override
    protected List<Object> settings() {
        return List.of(interpolation);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue x = graph.channelsFirst(inputs.get(0));
        String sizes = OnnxPlaces.sizes(graph, x, graph.channelsFirst(inputs.get(1)));
        return x.as(graph.add("Resize", List.of(x.name(), "", "", sizes), interpolation.onnx()));
    }
}
