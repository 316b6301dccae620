package io.foldwise.layers.image;

import io.foldwise.layers.kernel.JoinKernel;
import io.foldwise.layers.kernel.KernelVertex;
import io.foldwise.layers.kernel.VolumeTypes;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional3D;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Images with their channels one after another: {@code [batch, height, width, a]}, {@code [batch, height, width, b]}, ... to
 * {@code [batch, height, width, a + b + ...]}. Heights and widths must be equal; or else, where that is asked for, the
 * smallest ones count, and what other images have beyond them at the lower and the right edge is left out: a map that was
 * halved, rounded up, and doubled again fits the one that it came from. Volumes of equal depth, height and width can be put
 * together just so.
 */
public final class Concat extends KernelVertex implements OnnxEquivalent {

    @JsonProperty
    private boolean cut;

    private Concat() {}

    /** @param cut whether images are cut to the smallest height and width */
    public Concat(boolean cut) {
        this.cut = cut;
    }

    @Override
    public InputType getOutputType(int index, InputType... types) {
        List<InputTypeConvolutional3D> volumes = Arrays.stream(types)
                .flatMap(type -> VolumeTypes.volume(type).stream())
                .toList();
        if (volumes.size() == types.length) {
            long[] shape = outputShape(volumes.stream().map(Concat::shape).toList());
            return VolumeTypes.of(shape[1], shape[2], shape[3], shape[4]);
        }
        List<InputTypeConvolutional> images =
                Arrays.stream(types).map(ImageTypes::image).toList();
        long[] shape = outputShape(images.stream()
                .map(image -> new long[] {1, image.getHeight(), image.getWidth(), image.getChannels()})
                .toList());
        return ImageTypes.of(shape[1], shape[2], shape[3]);
    }

    private static long[] shape(InputTypeConvolutional3D volume) {
        return new long[] {1, volume.getDepth(), volume.getHeight(), volume.getWidth(), volume.getChannels()};
    }

    @Override
    protected long[] outputShape(List<long[]> inputs) {
        if (inputs.get(0).length == VolumeTypes.RANK) {
            return ofVolumes(inputs);
        }
        long batch = inputs.get(0)[0];
        if (inputs.stream().anyMatch(shape -> shape[0] != batch)) {
            throw new IllegalArgumentException("needs batches of equal size");
        }
        long channels = inputs.stream().mapToLong(shape -> shape[3]).sum();
        return new long[] {batch, size(inputs, 1), size(inputs, 2), channels};
    }

    private static long[] ofVolumes(List<long[]> inputs) {
        int last = VolumeTypes.RANK - 1;
        long[] joined = inputs.get(0).clone();
        joined[last] = 0;
        for (long[] shape : inputs) {
            if (shape.length != joined.length || !Arrays.equals(shape, 0, last, joined, 0, last)) {
                throw new IllegalArgumentException("needs volumes of equal depth, height and width, got "
                        + inputs.stream().map(Arrays::toString).toList());
            }
            joined[last] += shape[last];
        }
        return joined;
    }

    private long size(List<long[]> shapes, int dimension) {
        LongSummaryStatistics sizes =
                shapes.stream().mapToLong(shape -> shape[dimension]).summaryStatistics();
        if (!cut && sizes.getMin() < sizes.getMax()) {
            throw new IllegalArgumentException("needs images of equal height and width, got "
                    + shapes.stream().map(Arrays::toString).toList());
        }
        return sizes.getMin();
    }

    @Override
    protected JoinKernel cpuKernel() {
        return new JoinedVolumesAsImages(new CpuConcat());
    }

    @Override
    protected JoinKernel portableKernel() {
        return new JoinedVolumesAsImages(new PortableConcat());
    }

    @Override
    protected List<Object> settings() {
        return List.of(cut);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        if (!cut) {
            return graph.concat(inputs);
        }
        List<OnnxValue> images = inputs.stream().map(graph::channelsFirst).toList();
        String smallest = graph.add(
                "Min",
                images.stream()
                        .map(image -> OnnxPlaces.sizes(graph, image, 2, image.rank()))
                        .toList());
        return graph.concat(images.stream()
                .map(image -> image.as(graph.add(
                        "Slice", List.of(image.name(), graph.integers(0, 0), smallest, graph.integers(2, 3)))))
                .toList());
    }
}
