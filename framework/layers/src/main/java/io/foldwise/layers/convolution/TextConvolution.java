package io.foldwise.layers.convolution;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.SequencePooling;
import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxSteps;
import io.foldwise.onnx.OnnxValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Convolution over time, ReLU and maximum over time in one layer, for several kernel widths at once (Kim: Convolutional
 * neural networks for sentence classification, 2014): {@code [batch, time, channels]} to
 * {@code [batch, widths * filters]}, the filters of the first width first.
 *
 * <pre>{@code y[f] = max(0, max_t sum_j x[t + j - left] . W[j, :, f] + b[f])}</pre>
 *
 * <p>Since only one window per sequence and filter wins the maximum, the backward pass touches one window per sequence and
 * filter and costs next to nothing.
 *
 * <p>Parameters, for every width {@code k}: {@code weights-k [k * channels, filters]}, rows ordered by step and then by
 * channel, and {@code bias-k [filters]}.
 */
public final class TextConvolution extends SequencePooling implements OnnxEquivalent {

    /** Which windows of a sequence count. */
    public enum Padding {
        /** One window per step, centred on it (for an even width, one step more to the right); zeros outside. */
        SAME,
        /** Only windows inside the sequence; a sequence shorter than a window has one, filled up with zeros behind. */
        VALID
    }

    /**
     * @param filters filters per width
     * @param padding which windows count
     * @param widths kernel widths, all different
     */
    public record Options(int filters, Padding padding, int... widths) {

        public Options {
            Objects.requireNonNull(padding);
            if (filters < 1 || widths.length == 0 || Arrays.stream(widths).anyMatch(width -> width < 1)) {
                throw new IllegalArgumentException("a text convolution needs at least one filter and one width, got "
                        + filters + " filters of widths " + Arrays.toString(widths));
            }
            if (Arrays.stream(widths).distinct().count() < widths.length) {
                throw new IllegalArgumentException(
                        "kernel widths must differ, got " + Arrays.toString(widths) + "; use more filters instead");
            }
        }

        /** One window per step. */
        public static Options same(int filters, int... widths) {
            return new Options(filters, Padding.SAME, widths);
        }
    }

    @JsonProperty
    private int filters;

    @JsonProperty
    private Padding padding;

    @JsonProperty
    private int[] widths;

    private TextConvolution() {}

    public TextConvolution(Options options) {
        filters = options.filters();
        padding = options.padding();
        widths = options.widths().clone();
    }

    @Override
    protected long outputSize(long channels) {
        return (long) filters * widths.length;
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        for (int width : widths) {
            long inputs = width * nIn;
            parameters.add(Parameter.weight(weights(width), inputs, (double) width * filters, inputs, filters));
            parameters.add(Parameter.bias(bias(width), 0, filters));
        }
        return parameters;
    }

    static String weights(int width) {
        return "weights-" + width;
    }

    static String bias(int width) {
        return "bias-" + width;
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuTextConvolution((int) nIn, filters, windows());
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableTextConvolution(filters, windows());
    }

    private List<Windows> windows() {
        return Arrays.stream(widths)
                .mapToObj(width -> new Windows(width, padding))
                .toList();
    }

    @Override
    protected List<Object> settings() {
        return List.of(filters, padding, Arrays.toString(widths));
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue sequence = graph.withoutPadding(inputs.get(0));
        List<String> pooled = new ArrayList<>();
        for (Windows window : windows()) {
            int width = window.width();
            String responses =
                    window.onnx(graph, sequence, parameters.get(weights(width)), parameters.get(bias(width)));
            pooled.add(graph.add("Relu", OnnxSteps.largest(graph, sequence.as(responses), window.shorter())));
        }
        return OnnxValue.of(graph.add("Concat", pooled, OnnxAttribute.of("axis", 1)), 2);
    }
}
