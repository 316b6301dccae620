package io.foldwise.layers.volume;

import io.foldwise.layers.image.ImagePooling.Reduction;
import io.foldwise.layers.image.Window;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.VolumeLayer;
import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The largest value or the mean of cubes of {@code size} voxels along each edge, {@code stride} apart, for every channel:
 * {@code [batch, depth, height, width, channels]} to {@code [batch, planes, rows, columns, channels]} with
 * {@code floor((depth + 2 padding - size) / stride) + 1} planes. Where values are equal, the first one counts as the largest. Means
 * count the zeros of the frame.
 */
public final class VolumePooling extends VolumeLayer implements OnnxEquivalent {

    /**
     * All settings. {@link #max} and {@link #mean} give those of cubes one beside the other, to be changed one by one.
     *
     * @param reduction what becomes of a cube
     * @param size voxels along an edge
     * @param stride step from one cube to the next
     * @param padding voxels of the frame on every side, at most half of the size; a maximum never comes from it
     */
    public record Options(Reduction reduction, int size, int stride, int padding) {

        /** With larger ones the number of a voxel would not fit into a byte. */
        private static final int LARGEST = 6;

        public Options {
            Objects.requireNonNull(reduction);
            if (size < 1 || stride < 1 || padding < 0 || 2 * padding > size) {
                throw new IllegalArgumentException(
                        "pooling needs a size and a stride of at least 1 and a frame of at most half the size, not "
                                + size + ", " + stride + " and " + padding);
            }
            if (reduction == Reduction.MAX && size > LARGEST) {
                throw new IllegalArgumentException(
                        "maxima are of at most " + LARGEST + " voxels along an edge, not " + size);
            }
        }

        /** Maxima of cubes one beside the other. */
        public static Options max(int size) {
            return new Options(Reduction.MAX, size, size, 0);
        }

        /** Means of cubes one beside the other. */
        public static Options mean(int size) {
            return new Options(Reduction.MEAN, size, size, 0);
        }

        public Options stride(int other) {
            return new Options(reduction, size, other, padding);
        }

        public Options padding(int other) {
            return new Options(reduction, size, stride, other);
        }

        Window window() {
            return new Window(size, stride, 1, padding);
        }
    }

    @JsonProperty
    private Reduction reduction;

    @JsonProperty
    private int size;

    @JsonProperty
    private int stride;

    @JsonProperty
    private int padding;

    private VolumePooling() {}

    public VolumePooling(Options options) {
        reduction = options.reduction();
        size = options.size();
        stride = options.stride();
        padding = options.padding();
    }

    private Options options() {
        return new Options(reduction, size, stride, padding);
    }

    @Override
    protected long outputChannels(long channels) {
        return channels;
    }

    @Override
    protected long[] outputSizes(long... sizes) {
        Window window = options().window();
        return new long[] {window.output(sizes[0]), window.output(sizes[1]), window.output(sizes[2])};
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    protected Kernel cpuKernel() {
        Window window = options().window();
        return reduction == Reduction.MAX ? new CpuVolumeMaximum(window) : new CpuVolumeMean(window);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableVolumePooling(options());
    }

    @Override
    protected List<Object> settings() {
        return List.of(options());
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue x = graph.channelsFirst(inputs.get(0));
        List<OnnxAttribute> attributes = new ArrayList<>(List.of(
                OnnxAttribute.list("kernel_shape", size, size, size),
                OnnxAttribute.list("strides", stride, stride, stride),
                OnnxAttribute.list("pads", padding, padding, padding, padding, padding, padding)));
        if (reduction == Reduction.MEAN) {
            attributes.add(OnnxAttribute.of("count_include_pad", 1));
        }
        String operator = reduction == Reduction.MEAN ? "AveragePool" : "MaxPool";
        return x.as(graph.add(operator, List.of(x.name()), attributes.toArray(OnnxAttribute[]::new)));
    }
}
