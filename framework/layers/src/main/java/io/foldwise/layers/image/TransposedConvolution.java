package io.foldwise.layers.image;

import io.foldwise.layers.kernel.ImageLayer;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
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
 * The way back of a convolution as a layer that enlarges (Zeiler et al. 2010): every pixel of
 * {@code [batch, height, width, channels]} adds a kernel's worth of values to a result of
 * {@code [batch, rows, columns, filters]} with {@code rows = (height - 1) stride - 2 padding + kernel + extra}:
 *
 * <pre>{@code
 * y[r, s, f] = activation(bias[f] + sum over all i, j, h, w with h stride + i - padding = r and w stride + j - padding = s of
 *     x[h, w, c] weights[i, j, f, c])
 * }</pre>
 *
 * <p>Parameters: {@code weights [kernel, kernel, filters, channels]} and, where asked for, {@code bias [filters]}. PyTorch's
 * {@code ConvTranspose2d} has {@code [channels, filters, kernel, kernel]}.
 */
public final class TransposedConvolution extends ImageLayer implements OnnxEquivalent {

    /**
     * All settings. {@link #of} gives the ones that enlarge by a whole factor, to be changed one by one.
     *
     * @param filters channels of the result
     * @param kernel rows and columns of the kernel
     * @param stride step in the result from one place of the kernel to the next
     * @param padding rows and columns of the result that are left out on every side
     * @param extra rows and columns that are added to the result at the lower and the right edge, below the stride
     * @param bias whether there is one
     * @param activation {@code IDENTITY} or {@code RELU}
     */
    public record Options(
            int filters, int kernel, int stride, int padding, int extra, boolean bias, Activation activation) {

        public Options {
            Objects.requireNonNull(activation);
            if (filters < 1 || kernel < 1 || stride < 1 || padding < 0 || extra < 0 || extra >= stride) {
                throw new IllegalArgumentException(
                        "a transposed convolution needs filters, kernel and stride of at least"
                                + " 1, no negative padding, and less extra than its stride, not " + filters + ", "
                                + kernel + ", "
                                + stride + ", " + padding + " and " + extra);
            }
            if (activation != Activation.IDENTITY && activation != Activation.RELU) {
                throw new IllegalArgumentException("a transposed convolution's activation is IDENTITY or RELU, not "
                        + activation + "; add a layer for it");
            }
        }

        /** Kernels of {@code factor x factor} one beside the other, with a bias. */
        public static Options of(int filters, int factor) {
            return new Options(filters, factor, factor, 0, 0, true, Activation.IDENTITY);
        }

        public Options kernel(int other) {
            return new Options(filters, other, stride, padding, extra, bias, activation);
        }

        public Options padding(int other) {
            return new Options(filters, kernel, stride, other, extra, bias, activation);
        }

        public Options extra(int other) {
            return new Options(filters, kernel, stride, padding, other, bias, activation);
        }

        public Options bias(boolean other) {
            return new Options(filters, kernel, stride, padding, extra, other, activation);
        }

        public Options activation(Activation other) {
            return new Options(filters, kernel, stride, padding, extra, bias, other);
        }

        /** The windows of the convolution whose way back this is. */
        Window window() {
            return new Window(kernel, stride, 1, padding);
        }
    }

    @JsonProperty
    private int filters;

    @JsonProperty
    private int kernel;

    @JsonProperty
    private int stride;

    @JsonProperty
    private int padding;

    @JsonProperty
    private int extra;

    @JsonProperty
    private boolean bias;

    @JsonProperty
    private Activation activation;

    private TransposedConvolution() {}

    public TransposedConvolution(Options options) {
        filters = options.filters();
        kernel = options.kernel();
        stride = options.stride();
        padding = options.padding();
        extra = options.extra();
        bias = options.bias();
        activation = options.activation();
    }

    private Options options() {
        return new Options(filters, kernel, stride, padding, extra, bias, activation);
    }

    @Override
    protected long outputChannels(long channels) {
        return filters;
    }

    @Override
    protected long outputHeight(long height) {
        long output = (height - 1) * stride - 2L * padding + kernel + extra;
        if (output < 1) {
            throw new IllegalArgumentException("a padding of " + padding + " leaves nothing of the result");
        }
        return output;
    }

    @Override
    protected long outputWidth(long width) {
        return outputHeight(width);
    }

    @Override
    public List<Parameter> parameters() {
        double positions = (double) kernel * kernel / (stride * stride);
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(Parameter.weight(
                Convolution.WEIGHTS, Math.max(1, positions) * nIn, positions * nOut, kernel, kernel, nOut, nIn));
        if (bias) {
            parameters.add(Parameter.bias(Convolution.BIAS, 0, nOut));
        }
        return parameters;
    }

    @Override
    protected boolean needsResult() {
        return activation != Activation.IDENTITY;
    }

    @Override
    protected Kernel cpuKernel() {
        boolean patches = kernel == stride && padding == 0 && extra == 0;
        Kernel plain = patches ? new CpuPatchConvolution(kernel, (int) nIn, (int) nOut) : sums();
        return bias || activation != Activation.IDENTITY
                ? new CpuBiasedActivation(plain, (int) nOut, bias, activation)
                : plain;
    }

    @Override
    protected Kernel portableKernel() {
        return bias || activation != Activation.IDENTITY
                ? new PortableBiasedActivation(sums(), bias, activation)
                : sums();
    }

    private Kernel sums() {
        Window window = options().window();
        return new PortableTransposedConvolution(new OperationConvolution(window, window));
    }

    @Override
    protected List<Object> settings() {
        return List.of(options());
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue x = graph.channelsFirst(inputs.get(0));
        List<String> operands = new ArrayList<>(List.of(
                x.name(), graph.constant(parameters.get(Convolution.WEIGHTS).permute(3, 2, 0, 1))));
        if (bias) {
            operands.add(graph.constant(parameters.get(Convolution.BIAS)));
        }
        String y = graph.add(
                "ConvTranspose",
                operands,
                OnnxAttribute.list("kernel_shape", kernel, kernel),
                OnnxAttribute.list("strides", stride, stride),
                OnnxAttribute.list("pads", padding, padding, padding, padding),
                OnnxAttribute.list("output_padding", extra, extra));
        return x.as(activation.onnx(graph, y));
    }
}
