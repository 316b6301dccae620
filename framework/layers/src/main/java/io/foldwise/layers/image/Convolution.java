package io.foldwise.layers.image;

import io.foldwise.layers.kernel.ImageLayer;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.onednn.Finish;
import io.foldwise.layers.onednn.OneDnn;
import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxUnsupportedException;
import io.foldwise.onnx.OnnxValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.weights.WeightInitRelu;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A convolution: {@code [batch, height, width, channels]} to {@code [batch, rows, columns, filters]}. The image is framed
 * with zeros, and a kernel of {@code kernelHeight x kernelWidth} elements, {@code dilation} apart, moves over it in steps
 * of {@code stride}:
 *
 * <pre>{@code
 * y[r, s, f] = activation(bias[f] + sum over i, j, c of
 *     x[r stride + i dilation - frame, s stride + j dilation - frame, c] weights[i, j, c, f])
 * }</pre>
 *
 * Channels and filters fall into {@code groups} that have nothing to do with each other.
 *
 * <p>With a frame of {@code padding} on every side there are
 * {@code floor((height + 2 padding - dilation (kernelHeight - 1) - 1) / stride) + 1} rows, as in PyTorch; weights that were
 * published for PyTorch need that. With {@link Options#same} there are {@code ceil(height / stride)} rows, and where the
 * frame cannot be even, there is more of it at the lower right, as in TensorFlow. Kernels of odd size without a stride are
 * framed the same by both.
 *
 * <p>Parameters: {@code weights [kernelHeight, kernelWidth, channels / groups, filters]} and, where asked for,
 * {@code bias [filters]}.
 *
 * <p>In place of Deeplearning4j's {@code ConvolutionLayer}, which in 1.0.0-M2.1 does not find its oneDNN helper any more and
 * takes 40 times as long.
 */
public final class Convolution extends ImageLayer implements OnnxEquivalent {

    static final String WEIGHTS = "weights";
    static final String BIAS = "bias";

    /** How the weights start. */
    public enum Start {
        /** As the network says. */
        NETWORK,
        /** Normal with variance {@code 2 / (kernelHeight kernelWidth channels / groups)} (He et al. 2015). */
        HE_FAN_IN,
        /** Normal with variance {@code 2 / (kernelHeight kernelWidth filters)}, as the published ResNets. */
        HE_FAN_OUT
    }

    /**
     * All settings. {@link #of} gives those of a plain convolution, to be changed one by one.
     *
     * @param filters channels of the result
     * @param kernelHeight rows of the kernel
     * @param kernelWidth columns of the kernel
     * @param stride step from one place of the kernel to the next
     * @param dilation step from one element of the kernel to the next
     * @param groups parts of channels and filters that are apart
     * @param paddingHeight rows of the frame above and below
     * @param paddingWidth columns of the frame on the left and on the right
     * @param bias whether there is one
     * @param activation {@code IDENTITY} or {@code RELU}
     * @param start how the weights start; the bias starts at zero
     */
    public record Options(
            int filters,
            int kernelHeight,
            int kernelWidth,
            int stride,
            int dilation,
            int groups,
            int paddingHeight,
            int paddingWidth,
            boolean bias,
            Activation activation,
            Start start) {

        public Options {
            Objects.requireNonNull(activation);
            Objects.requireNonNull(start);
            if (filters < 1 || kernelHeight < 1 || kernelWidth < 1 || stride < 1) {
                throw new IllegalArgumentException(
                        "a convolution needs filters, kernel sides and stride of at least 1, not " + filters + ", "
                                + kernelHeight + " x " + kernelWidth + " and " + stride);
            }
            if (dilation < 1 || groups < 1 || filters % groups != 0) {
                throw new IllegalArgumentException("a convolution needs a dilation of at least 1 and groups that divide"
                        + " its filters, not " + dilation + " and " + groups + " groups of " + filters + " filters");
            }
            if (paddingHeight < Window.CENTRED || paddingWidth < Window.CENTRED) {
                throw new IllegalArgumentException("the frame of a convolution cannot be negative");
            }
            if (activation != Activation.IDENTITY && activation != Activation.RELU) {
                throw new IllegalArgumentException(
                        "a convolution's activation is IDENTITY or RELU, not " + activation + "; add a layer for it");
            }
        }

        /** A square kernel, see {@link #of(int, int, int)}. */
        public static Options of(int filters, int kernel) {
            return of(filters, kernel, kernel);
        }

        /**
         * Stride 1, no dilation, one group, no bias, no activation, weights that start as the network says, and a frame of
         * {@code dilation (kernel - 1) / 2} on every side: a kernel of odd size gives
         * {@code ceil(height / stride)} rows.
         */
        public static Options of(int filters, int kernelHeight, int kernelWidth) {
            return new Options(
                    filters,
                    kernelHeight,
                    kernelWidth,
                    1,
                    1,
                    1,
                    Window.CENTRED,
                    Window.CENTRED,
                    false,
                    Activation.IDENTITY,
                    Start.NETWORK);
        }

        public Options stride(int other) {
            return with(other, dilation, groups, paddingHeight, paddingWidth, bias, activation, start);
        }

        public Options dilation(int other) {
            return with(stride, other, groups, paddingHeight, paddingWidth, bias, activation, start);
        }

        public Options groups(int other) {
            return with(stride, dilation, other, paddingHeight, paddingWidth, bias, activation, start);
        }

        /** A frame of so many zeros on every side. */
        public Options padding(int other) {
            return padding(other, other);
        }

        /** A frame of so many rows above and below, and of so many columns on the left and on the right. */
        public Options padding(int height, int width) {
            if (height < 0 || width < 0) {
                throw new IllegalArgumentException("the frame of a convolution cannot be negative");
            }
            return with(stride, dilation, groups, height, width, bias, activation, start);
        }

        /** The frame of TensorFlow's SAME. */
        public Options same() {
            return with(stride, dilation, groups, Window.SAME, Window.SAME, bias, activation, start);
        }

        /** With a bias. */
        public Options biased() {
            return with(stride, dilation, groups, paddingHeight, paddingWidth, true, activation, start);
        }

        public Options activation(Activation other) {
            return with(stride, dilation, groups, paddingHeight, paddingWidth, bias, other, start);
        }

        public Options start(Start other) {
            return with(stride, dilation, groups, paddingHeight, paddingWidth, bias, activation, other);
        }

        private Options with(
                int newStride,
                int newDilation,
                int newGroups,
                int newHeight,
                int newWidth,
                boolean newBias,
                Activation newActivation,
                Start newStart) {
            return new Options(
                    filters,
                    kernelHeight,
                    kernelWidth,
                    newStride,
                    newDilation,
                    newGroups,
                    newHeight,
                    newWidth,
                    newBias,
                    newActivation,
                    newStart);
        }
    }

    @JsonProperty
    private int filters;

    @JsonProperty
    private int kernelHeight;

    @JsonProperty
    private int kernelWidth;

    @JsonProperty
    private int stride;

    // What older models do not name has the values that it had then.

    @JsonProperty
    private int dilation = 1;

    @JsonProperty
    private int groups = 1;

    @JsonProperty
    private int paddingHeight = Window.SAME;

    @JsonProperty
    private int paddingWidth = Window.SAME;

    @JsonProperty
    private boolean bias;

    @JsonProperty
    private Activation activation = Activation.IDENTITY;

    @JsonProperty
    private Start start = Start.NETWORK;

    private Convolution() {}

    public Convolution(Options options) {
        filters = options.filters();
        kernelHeight = options.kernelHeight();
        kernelWidth = options.kernelWidth();
        stride = options.stride();
        dilation = options.dilation();
        groups = options.groups();
        paddingHeight = options.paddingHeight();
        paddingWidth = options.paddingWidth();
        bias = options.bias();
        activation = options.activation();
        start = options.start();
    }

    private Options options() {
        return new Options(
                filters,
                kernelHeight,
                kernelWidth,
                stride,
                dilation,
                groups,
                paddingHeight,
                paddingWidth,
                bias,
                activation,
                start);
    }

    /** The windows along the height. */
    private Window rows() {
        return new Window(kernelHeight, stride, dilation, paddingHeight).resolved();
    }

    /** The windows along the width. */
    private Window columns() {
        return new Window(kernelWidth, stride, dilation, paddingWidth).resolved();
    }

    @Override
    protected long outputChannels(long channels) {
        if (channels % groups != 0) {
            throw new IllegalArgumentException(
                    "layer " + getLayerName() + ": " + groups + " groups do not divide " + channels + " channels");
        }
        return filters;
    }

    @Override
    protected long outputHeight(long height) {
        return rows().output(height);
    }

    @Override
    protected long outputWidth(long width) {
        return columns().output(width);
    }

    @Override
    public List<Parameter> parameters() {
        long positions = (long) kernelHeight * kernelWidth;
        double fanIn = (double) positions * nIn / groups;
        double fanOut = (double) positions * nOut;
        long[] shape = {kernelHeight, kernelWidth, nIn / groups, nOut};
        Parameter weights = Parameter.weight(WEIGHTS, fanIn, fanOut, shape);
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(
                switch (start) {
                    case NETWORK -> weights;
                    case HE_FAN_IN -> he(weights, fanIn);
                    case HE_FAN_OUT -> he(weights, fanOut);
                });
        if (bias) {
            parameters.add(Parameter.bias(BIAS, 0, nOut));
        }
        return parameters;
    }

    private static Parameter he(Parameter weights, double fan) {
        return weights.startingWith((values, configured) ->
                new WeightInitRelu().init(fan, fan, weights.shape().sizes(), 'c', values.reshape(values.length())));
    }

    @Override
    protected boolean needsResult() {
        return activation != Activation.IDENTITY;
    }

    @Override
    protected Kernel cpuKernel() {
        if (OneDnn.available()) {
            return new NativeConvolution(
                    List.of(rows(), columns()), groups, new Finish(bias, activation == Activation.RELU));
        }
        boolean whole =
                groups == 1 && stride == 1 && rows().before(1) == 0 && columns().before(1) == 0;
        if (whole && kernelHeight == 1 && kernelWidth == 1) {
            return cpuFinished(new CpuPointwiseConvolution((int) nIn, (int) nOut));
        }
        return cpuFinished(groups > 1 ? new GroupedConvolution(sums(), groups) : new CpuConvolution(sums()));
    }

    private Kernel cpuFinished(Kernel plain) {
        boolean done = !bias && activation == Activation.IDENTITY;
        return done ? plain : new CpuBiasedActivation(plain, (int) nOut, bias, activation);
    }

    @Override
    protected Kernel portableKernel() {
        Kernel plain = new GroupedConvolution(sums(), groups);
        boolean done = !bias && activation == Activation.IDENTITY;
        return done ? plain : new PortableBiasedActivation(plain, bias, activation);
    }

    private ConvolutionSums sums() {
        return dilation > 1 ? new ShiftedConvolution(rows(), columns()) : new OperationConvolution(rows(), columns());
    }

    @Override
    protected List<Object> settings() {
        return List.of(options());
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue x = graph.channelsFirst(inputs.get(0));
        if (rows().same() && dilation > 1) {
            throw new OnnxUnsupportedException(
                    "a dilated convolution framed as TensorFlow does has no equivalent in ONNX here");
        }
        List<String> operands = new ArrayList<>(
                List.of(x.name(), graph.constant(parameters.get(WEIGHTS).permute(3, 2, 0, 1))));
        if (bias) {
            operands.add(graph.constant(parameters.get(BIAS)));
        }
        String y = graph.add(
                "Conv",
                operands,
                OnnxAttribute.list("kernel_shape", kernelHeight, kernelWidth),
                OnnxAttribute.list("strides", stride, stride),
                OnnxAttribute.list("dilations", dilation, dilation),
                OnnxAttribute.of("group", groups),
                OnnxPlaces.frame(rows(), columns()));
        return x.as(activation.onnx(graph, y));
    }
}
