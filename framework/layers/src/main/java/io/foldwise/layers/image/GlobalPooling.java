package io.foldwise.layers.image;

import io.foldwise.layers.kernel.ImageLayer;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.VolumeTypes;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The mean or the largest value of every channel over height and width, and depth where there is one:
 * {@code [batch, height, width, channels]} or {@code [batch, depth, height, width, channels]} to vectors
 * {@code [batch, channels]} or to images of one pixel {@code [batch, 1, 1, channels]}. Where values are equal, the first one
 * counts as the largest.
 */
public final class GlobalPooling extends ImageLayer implements OnnxEquivalent {

    @JsonProperty
    private ImagePooling.Reduction reduction;

    @JsonProperty
    private boolean image;

    private GlobalPooling() {}

    /** @param image whether the result is an image of one pixel, and not a vector */
    public GlobalPooling(ImagePooling.Reduction reduction, boolean image) {
        this.reduction = Objects.requireNonNull(reduction);
        this.image = image;
    }

    @Override
    protected long outputChannels(long channels) {
        return channels;
    }

    @Override
    protected boolean readsVolumes() {
        return true;
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        if (volume(inputType).isPresent()) {
            return image ? VolumeTypes.of(1, 1, 1, nOut) : InputType.feedForward(nOut);
        }
        image(inputType);
        return image ? ImageTypes.of(1, 1, nOut) : InputType.feedForward(nOut);
    }

    @Override
    protected long[] outputShape(long... input) {
        super.outputShape(input);
        long[] one = input.length == VolumeTypes.RANK
                ? new long[] {input[0], 1, 1, 1, nOut}
                : new long[] {input[0], 1, 1, nOut};
        return image ? one : new long[] {input[0], nOut};
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    protected Kernel cpuKernel() {
        return reduction == ImagePooling.Reduction.MAX ? new CpuGlobalMax((int) nIn) : new CpuGlobalMean((int) nIn);
    }

    @Override
    protected Kernel portableKernel() {
        return new VolumesAsImages(
                reduction == ImagePooling.Reduction.MAX ? new PortableGlobalMax() : new PortableGlobalMean());
    }

    @Override
    protected List<Object> settings() {
        return List.of(reduction, image);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue x = graph.channelsFirst(inputs.get(0));
        String operator = reduction == ImagePooling.Reduction.MAX ? "GlobalMaxPool" : "GlobalAveragePool";
        String y = graph.add(operator, x.name());
        return image ? x.as(y) : OnnxValue.of(graph.add("Flatten", y), 2);
    }
}
