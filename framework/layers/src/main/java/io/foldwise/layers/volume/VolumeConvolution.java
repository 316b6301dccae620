package io.foldwise.layers.volume;

import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.Convolution.Start;
import io.foldwise.layers.image.NativeConvolution;
import io.foldwise.layers.image.OnnxPlaces;
import io.foldwise.layers.image.PortableBiasedActivation;
import io.foldwise.layers.image.Window;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.VolumeLayer;
import io.foldwise.layers.onednn.Finish;
import io.foldwise.layers.onednn.OneDnn;
import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.weights.WeightInitRelu;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A convolution: {@code [batch, depth, height, width, channels]} to {@code [batch, planes, rows, columns, filters]}. The volume is
 * framed with {@code padding} zeros on both sides of each axis, and a kernel moves over it in steps of {@code stride}:
 *
 * <pre>{@code
 * y[q, r, s, f] = activation(bias[f] + sum over i, j, k, c of
 *     x[q stride + i - padding, r stride + j - padding, s stride + k - padding, c] weights[i, j, k, c, f])
 * }</pre>
 *
 * There are {@code floor((depth + 2 padding - kernel) / stride) + 1} planes, and rows and columns alike, as in PyTorch.
 *
 * <p>Parameters: {@code weights [kernelDepth, kernelHeight, kernelWidth, channels, filters]} and, where asked for,
 * {@code bias [filters]}. PyTorch's {@code Conv3d} has {@code [filters, channels, kernelDepth, kernelHeight, kernelWidth]}.
 *
 * <p>In place of Deeplearning4j's {@code Convolution3D}, which computes more slowly, and the first layer's input gradient too.
 */
public final class VolumeConvolution extends VolumeLayer implements OnnxEquivalent {

    static final String WEIGHTS = "weights";
    static final String BIAS = "bias";

    /**
     * All settings. {@link #of} gives those of a plain convolution, to be changed one by one.
     *
     * @param filters channels of the result
     * @param kernel elements of the kernel
     * @param stride step from one place of the kernel to the next
     * @param padding zeros in front of the volume and behind it
     * @param bias whether there is one
     * @param activation {@code IDENTITY} or {@code RELU}
     * @param start how the weights start
     * @param biasStart what the bias starts with, one filter after another and from the beginning again; empty for zero
     * @param first of the channels that are read, the others being passed over; 0 for all
     */
    public record Options(
            int filters,
            Extent kernel,
            Extent stride,
            Extent padding,
            boolean bias,
            Activation activation,
            Start start,
            List<Double> biasStart,
            int first) {

        public Options {
            Objects.requireNonNull(start);
            biasStart = List.copyOf(biasStart);
            if (filters < 1 || kernel.least() < 1 || stride.least() < 1 || padding.least() < 0 || first < 0) {
                throw new IllegalArgumentException(
                        "a convolution needs filters, kernel sides and stride of at least 1 and no negative frame, not "
                                + filters + ", " + kernel + ", " + stride + " and " + padding);
            }
            if (activation != Activation.IDENTITY && activation != Activation.RELU) {
                throw new IllegalArgumentException(
                        "a convolution's activation is IDENTITY or RELU, not " + activation + "; add a layer for it");
            }
        }

        /** A cube as kernel, see {@link #of(int, Extent)}. */
        public static Options of(int filters, int kernel) {
            return of(filters, Extent.of(kernel));
        }

        /**
         * Stride 1, no bias, no activation, weights that start as the network says, and a frame of {@code (kernel - 1) / 2}: a kernel of
         * odd size keeps the volume's.
         */
        public static Options of(int filters, Extent kernel) {
            Extent centred = new Extent((kernel.depth() - 1) / 2, (kernel.height() - 1) / 2, (kernel.width() - 1) / 2);
            return new Options(
                    filters, kernel, Extent.of(1), centred, false, Activation.IDENTITY, Start.NETWORK, List.of(), 0);
        }

        public Options stride(Extent other) {
            return new Options(filters, kernel, other, padding, bias, activation, start, biasStart, first);
        }

        public Options stride(int other) {
            return stride(Extent.of(other));
        }

        public Options padding(Extent other) {
            return new Options(filters, kernel, stride, other, bias, activation, start, biasStart, first);
        }

        public Options padding(int other) {
            return padding(Extent.of(other));
        }

        /** With a bias that starts at zero. */
        public Options biased() {
            return biased(List.of());
        }

        /** With a bias that starts with these numbers, over and over. */
        public Options biased(List<Double> starts) {
            return new Options(filters, kernel, stride, padding, true, activation, start, starts, first);
        }

        public Options activation(Activation other) {
            return new Options(filters, kernel, stride, padding, bias, other, start, biasStart, first);
        }

        public Options start(Start other) {
            return new Options(filters, kernel, stride, padding, bias, activation, other, biasStart, first);
        }

        /** Reads the first channels alone. */
        public Options first(int channels) {
            return new Options(filters, kernel, stride, padding, bias, activation, start, biasStart, channels);
        }

        List<Window> windows() {
            return IntStream.range(0, 3)
                    .mapToObj(axis -> new Window(
                            kernel.axes().get(axis),
                            stride.axes().get(axis),
                            1,
                            padding.axes().get(axis)))
                    .toList();
        }
    }

    @JsonProperty
    private int filters;

    @JsonProperty
    private int[] kernel;

    @JsonProperty
    private int[] stride;

    @JsonProperty
    private int[] padding;

    @JsonProperty
    private boolean bias;

    @JsonProperty
    private Activation activation;

    @JsonProperty
    private Start start;

    @JsonProperty
    private double[] biasStart;

    @JsonProperty
    private int first;

    private VolumeConvolution() {}

    public VolumeConvolution(Options options) {
        filters = options.filters();
        kernel = numbers(options.kernel());
        stride = numbers(options.stride());
        padding = numbers(options.padding());
        bias = options.bias();
        activation = options.activation();
        start = options.start();
        biasStart = options.biasStart().stream().mapToDouble(value -> value).toArray();
        first = options.first();
    }

    private static int[] numbers(Extent extent) {
        return new int[] {extent.depth(), extent.height(), extent.width()};
    }

    private static Extent extent(int... numbers) {
        return new Extent(numbers[0], numbers[1], numbers[2]);
    }

    private Options options() {
        return new Options(
                filters,
                extent(kernel),
                extent(stride),
                extent(padding),
                bias,
                activation,
                start,
                Arrays.stream(biasStart).boxed().toList(),
                first);
    }

    private long channels() {
        return first == 0 ? nIn : first;
    }

    @Override
    protected long outputChannels(long channels) {
        if (first > channels) {
            throw new IllegalArgumentException("reads the first " + first + " of " + channels + " channels");
        }
        return filters;
    }

    @Override
    protected long[] outputSizes(long... sizes) {
        List<Window> windows = options().windows();
        return IntStream.range(0, sizes.length)
                .mapToLong(axis -> windows.get(axis).output(sizes[axis]))
                .toArray();
    }

    @Override
    public List<Parameter> parameters() {
        long places = extent(kernel).product();
        double fanIn = (double) places * channels();
        double fanOut = (double) places * nOut;
        Parameter weights = Parameter.weight(WEIGHTS, fanIn, fanOut, kernel[0], kernel[1], kernel[2], channels(), nOut);
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(
                switch (start) {
                    case NETWORK -> weights;
                    case HE_FAN_IN -> he(weights, fanIn);
                    case HE_FAN_OUT -> he(weights, fanOut);
                });
        if (bias) {
            Parameter zero = Parameter.bias(BIAS, 0, nOut);
            parameters.add(
                    biasStart.length == 0
                            ? zero
                            : zero.startingWith((values, configured) -> {
                                for (long filter = 0; filter < nOut; filter++) {
                                    values.putScalar(filter, biasStart[(int) (filter % biasStart.length)]);
                                }
                            }));
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
        return OneDnn.available()
                ? ofChannels(
                        new NativeConvolution(options().windows(), 1, new Finish(bias, activation == Activation.RELU)))
                : portableKernel();
    }

    @Override
    protected Kernel portableKernel() {
        Kernel plain = new PortableVolumeConvolution(options());
        boolean done = !bias && activation == Activation.IDENTITY;
        return ofChannels(done ? plain : new PortableBiasedActivation(plain, bias, activation));
    }

    private Kernel ofChannels(Kernel convolution) {
        return first == 0 || first == nIn ? convolution : new FirstChannels(convolution, first);
    }

    @Override
    protected List<Object> settings() {
        return List.of(options());
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue x = graph.channelsFirst(inputs.get(0));
        String read = first == 0 || first == nIn
                ? x.name()
                : graph.add("Slice", List.of(x.name(), graph.integers(0), graph.integers(first), graph.integers(1)));
        List<String> operands = new ArrayList<>(
                List.of(read, graph.constant(parameters.get(WEIGHTS).permute(4, 3, 0, 1, 2))));
        if (bias) {
            operands.add(graph.constant(parameters.get(BIAS)));
        }
        String y = graph.add(
                "Conv",
                operands,
                OnnxAttribute.list("kernel_shape", extent(kernel).sizes()),
                OnnxAttribute.list("strides", extent(stride).sizes()),
                OnnxPlaces.frame(options().windows().toArray(Window[]::new)));
        return x.as(activation == Activation.RELU ? graph.add("Relu", y) : y);
    }
}
