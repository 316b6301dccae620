package io.foldwise.layers.image;

import io.foldwise.layers.kernel.ImageLayer;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxUnsupportedException;
import io.foldwise.onnx.OnnxValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The largest value or the mean of windows of {@code size x size} elements, {@code stride} apart, for every channel:
 * {@code [batch, height, width, channels]} to {@code [batch, rows, columns, channels]} with
 * {@code floor((height + 2 padding - size) / stride) + 1} rows. Where values are equal, the first one counts as the largest.
 */
public final class ImagePooling extends ImageLayer implements OnnxEquivalent {

    /** What becomes of a window. */
    public enum Reduction {
        MAX,
        MEAN
    }

    /**
     * All settings. {@link #max} and {@link #mean} give those of windows one beside the other, to be changed one by one.
     *
     * @param reduction what becomes of a window
     * @param size rows and columns of a window
     * @param stride step from one window to the next
     * @param padding rows and columns of the frame on every side, at most half of the size; a maximum never comes from it
     * @param ceil whether a last window that begins in the image or in the frame before it, and reaches beyond the frame, is
     *     there too
     * @param countFrame whether a mean counts the frame's zeros
     */
    public record Options(Reduction reduction, int size, int stride, int padding, boolean ceil, boolean countFrame) {

        public Options {
            Objects.requireNonNull(reduction);
            if (size < 1 || stride < 1 || padding < 0 || 2 * padding > size) {
                throw new IllegalArgumentException(
                        "pooling needs a size and a stride of at least 1 and a frame of at most"
                                + " half the size, not " + size + ", " + stride + " and " + padding);
            }
        }

        /** Maxima of windows of {@code size x size} elements, one beside the other. */
        public static Options max(int size) {
            return new Options(Reduction.MAX, size, size, 0, false, true);
        }

        /** Means of windows of {@code size x size} elements, one beside the other. */
        public static Options mean(int size) {
            return new Options(Reduction.MEAN, size, size, 0, false, true);
        }

        public Options stride(int other) {
            return new Options(reduction, size, other, padding, ceil, countFrame);
        }

        public Options padding(int other) {
            return new Options(reduction, size, stride, other, ceil, countFrame);
        }

        public Options ceil(boolean other) {
            return new Options(reduction, size, stride, padding, other, countFrame);
        }

        public Options countFrame(boolean other) {
            return new Options(reduction, size, stride, padding, ceil, other);
        }

        Window window() {
            return new Window(size, stride, 1, padding, !ceil);
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

    @JsonProperty
    private boolean ceil;

    @JsonProperty
    private boolean countFrame;

    private ImagePooling() {}

    public ImagePooling(Options options) {
        reduction = options.reduction();
        size = options.size();
        stride = options.stride();
        padding = options.padding();
        ceil = options.ceil();
        countFrame = options.countFrame();
    }

    private Options options() {
        return new Options(reduction, size, stride, padding, ceil, countFrame);
    }

    @Override
    protected long outputChannels(long channels) {
        return channels;
    }

    @Override
    protected long outputHeight(long height) {
        return options().window().output(height);
    }

    @Override
    protected long outputWidth(long width) {
        return options().window().output(width);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    protected Kernel cpuKernel() {
        if (reduction == Reduction.MEAN) {
            return new CpuMeanPooling(options().window(), countFrame);
        }
        return size > CpuMaxPooling.LARGEST_SIZE
                ? portableKernel()
                : new CpuMaxPooling(options().window());
    }

    @Override
    protected Kernel portableKernel() {
        return reduction == Reduction.MAX
                ? new PortableMaxPooling(options().window())
                : new PortableMeanPooling(options().window(), countFrame);
    }

    @Override
    protected List<Object> settings() {
        return List.of(options());
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue x = graph.channelsFirst(inputs.get(0));
        List<OnnxAttribute> attributes = new ArrayList<>(List.of(
                OnnxAttribute.list("kernel_shape", size, size),
                OnnxAttribute.list("strides", stride, stride),
                OnnxAttribute.list("pads", padding, padding, padding, padding),
                OnnxAttribute.of("ceil_mode", ceil ? 1 : 0)));
        if (reduction == Reduction.MEAN) {
            boolean counted = countFrame && padding > 0;
            if (counted && ceil) { // runtimes do not agree whether what lies beyond the frame counts as well
                throw new OnnxUnsupportedException(
                        "means that count the frame, with a last window beyond it, have no equivalent in ONNX here");
            }
            attributes.add(OnnxAttribute.of("count_include_pad", counted ? 1 : 0));
        }
        String operator = reduction == Reduction.MEAN ? "AveragePool" : "MaxPool";
        return x.as(graph.add(operator, List.of(x.name()), attributes.toArray(OnnxAttribute[]::new)));
    }
}
