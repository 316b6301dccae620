package io.foldwise.layers.image;

import static io.foldwise.layers.LayerAssert.assertClose;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.layers.image.ImagePooling.Reduction;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.JoinKernel;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.KernelLayer;
import io.foldwise.layers.kernel.KernelVertex;
import io.foldwise.layers.kernel.Kernels;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.kernel.SequenceLengths;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Both kernels of every layer beside PyTorch 1.13: results and gradients, from arrays that are filled by a formula. What
 * PyTorch gave is in {@code pytorch.txt}, which {@code bench/pytorch/image_layers.py} writes.
 */
final class PytorchTest {

    private static final long[] IMAGES = {2, 5, 4, 2};
    private static final long[] GROUPED = {2, 5, 4, 4};
    private static final Map<String, double[]> EXPECTED = read();

    static Stream<Arguments> layers() {
        return Stream.of(
                layer("conv-3", new Convolution(Convolution.Options.of(2, 3).padding(1))),
                layer(
                        "conv-3-stride-2",
                        new Convolution(Convolution.Options.of(2, 3).stride(2))),
                layer(
                        "conv-7-stride-2",
                        new Convolution(Convolution.Options.of(2, 7).stride(2).padding(3))),
                layer(
                        "conv-3-dilation-2",
                        new Convolution(Convolution.Options.of(2, 3).dilation(2))),
                grouped(
                        "conv-3-groups-2",
                        new Convolution(Convolution.Options.of(4, 3).groups(2))),
                grouped(
                        "conv-3-depthwise",
                        new Convolution(Convolution.Options.of(8, 3).groups(4))),
                layer(
                        "conv-1-bias",
                        new Convolution(Convolution.Options.of(3, 1).biased())),
                layer(
                        "conv-1-stride-2",
                        new Convolution(Convolution.Options.of(3, 1).stride(2))),
                layer(
                        "conv-3-bias-relu",
                        new Convolution(Convolution.Options.of(2, 3).biased().activation(Activation.RELU))),
                layer(
                        "conv-1x3",
                        new Convolution(Convolution.Options.of(2, 1, 3).padding(0, 1))),
                layer(
                        "conv-2-no-frame",
                        new Convolution(Convolution.Options.of(2, 2).padding(0))),
                layer("transposed-2", new TransposedConvolution(TransposedConvolution.Options.of(3, 2))),
                layer(
                        "transposed-3",
                        new TransposedConvolution(TransposedConvolution.Options.of(3, 2)
                                .kernel(3)
                                .padding(1)
                                .extra(1)
                                .activation(Activation.RELU))),
                layer("norm-training", new BatchNorm(BatchNorm.Options.of(Activation.RELU))),
                layer(
                        "norm-training-settings",
                        new BatchNorm(BatchNorm.Options.of(Activation.IDENTITY)
                                .epsilon(1e-2)
                                .momentum(0.3))),
                layer("norm-prediction", new BatchNorm(BatchNorm.Options.of(Activation.RELU))),
                layer("max-2", new ImagePooling(ImagePooling.Options.max(2))),
                layer(
                        "max-3",
                        new ImagePooling(ImagePooling.Options.max(3).stride(2).padding(1))),
                layer(
                        "max-3-ceil",
                        new ImagePooling(ImagePooling.Options.max(3).stride(2).ceil(true))),
                layer("mean-2", new ImagePooling(ImagePooling.Options.mean(2))),
                layer(
                        "mean-3",
                        new ImagePooling(ImagePooling.Options.mean(3).stride(2).padding(1))),
                layer(
                        "mean-3-image",
                        new ImagePooling(ImagePooling.Options.mean(3)
                                .stride(2)
                                .padding(1)
                                .countFrame(false))),
                layer(
                        "mean-2-ceil",
                        new ImagePooling(ImagePooling.Options.mean(2).ceil(true))),
                layer("nearest-2", new Upsampling(2, Interpolation.NEAREST)),
                layer("bilinear-2", new Upsampling(2, Interpolation.BILINEAR)),
                layer("bilinear-3", new Upsampling(3, Interpolation.BILINEAR)),
                layer("global-mean", new GlobalPooling(Reduction.MEAN, false)),
                layer("global-max", new GlobalPooling(Reduction.MAX, false)),
                layer("channel-mean-max", new ChannelPooling()),
                layer("relu", new Activate(Activation.RELU)),
                layer("sigmoid", new Activate(Activation.SIGMOID)),
                layer("swish", new Activate(Activation.SWISH)));
    }

    static Stream<Arguments> vertices() {
        return Stream.of(
                Arguments.of("sum", new Sum(Activation.IDENTITY), IMAGES),
                Arguments.of("sum-relu", new Sum(Activation.RELU), IMAGES),
                Arguments.of("maximum", new Maximum(), IMAGES),
                Arguments.of("gate-channels", new Gate(), new long[] {2, 2}),
                Arguments.of("gate-pixels", new Gate(), new long[] {2, 5, 4, 1}),
                Arguments.of("concat", new Concat(false), new long[] {2, 5, 4, 3}),
                Arguments.of("concat-cut", new Concat(true), new long[] {2, 6, 5, 2}),
                Arguments.of("nearest-to", new UpsamplingTo(Interpolation.NEAREST), new long[] {2, 9, 7, 1}),
                Arguments.of("bilinear-to", new UpsamplingTo(Interpolation.BILINEAR), new long[] {2, 9, 7, 1}),
                Arguments.of("bilinear-smaller", new UpsamplingTo(Interpolation.BILINEAR), new long[] {2, 3, 2, 1}));
    }

    private static Arguments layer(String name, KernelLayer layer) {
        return Arguments.of(name, layer, IMAGES);
    }

    private static Arguments grouped(String name, KernelLayer layer) {
        return Arguments.of(name, layer, GROUPED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void layersAreThoseOfPytorch(String name, KernelLayer layer, long[] shape) {
        layer.setNIn(ImageTypes.of(shape[1], shape[2], shape[3]), true);
        run(name, layer, Kernels.portable(layer), DataType.DOUBLE, 2e-7, shape);
        run(name, layer, Kernels.cpu(layer), DataType.FLOAT, 2e-5, shape);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vertices")
    void verticesAreThoseOfPytorch(String name, KernelVertex vertex, long[] second) {
        run(name, vertex, Kernels.portable(vertex), DataType.DOUBLE, 2e-7, second);
        run(name, vertex, Kernels.cpu(vertex), DataType.FLOAT, 2e-5, second);
    }

    @Test
    void everythingThatPytorchGaveIsCompared() {
        List<String> compared = Stream.concat(layers(), vertices())
                .map(arguments -> (String) arguments.get()[0])
                .distinct()
                .toList();
        assertThat(EXPECTED.keySet().stream().map(key -> key.split(" ")[0]).distinct())
                .containsExactlyInAnyOrderElementsOf(compared);
    }

    private static void run(
            String name, KernelLayer layer, Kernel kernel, DataType type, double tolerance, long... shape) {
        INDArray input = fill(type, 1, shape);
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        int seed = 2;
        for (io.foldwise.layers.kernel.Parameter parameter : layer.parameters()) {
            INDArray values = fill(type, seed++, parameter.shape().sizes());
            parameters.put(parameter.name(), values);
            gradients.put(parameter.name(), values.ulike());
        }
        if (parameters.containsKey(BatchNorm.VARIANCE)) {
            parameters.get(BatchNorm.VARIANCE).addi(2);
        }
        boolean training = !name.endsWith("prediction");
        SequenceLengths lengths = SequenceLengths.full((int) shape[0], 1);
        LayerContext context = new LayerContext(input, lengths, parameters, training, 3);
        INDArray output = Nd4j.createUninitialized(type, Kernels.outputShape(layer, shape));
        kernel.forward(context, output);
        assertExpected(name + " output", output, tolerance);
        INDArray inputGradient = input.ulike();
        kernel.backward(context, new Gradients(output, fill(type, 9, output.shape()), inputGradient, gradients));
        assertExpected(name + " input", inputGradient, tolerance);
        gradients.forEach((parameter, gradient) -> assertExpected(
                name + " " + parameter,
                running(parameter) && training
                        ? parameters.get(parameter).sub(gradient)
                        : running(parameter) ? parameters.get(parameter) : gradient,
                tolerance));
    }

    private static boolean running(String parameter) {
        return parameter.equals(BatchNorm.MEAN) || parameter.equals(BatchNorm.VARIANCE);
    }

    private static void run(
            String name, KernelVertex vertex, JoinKernel kernel, DataType type, double tolerance, long... second) {
        List<INDArray> inputs = List.of(fill(type, 1, IMAGES), fill(type, 2, second));
        INDArray output = Nd4j.createUninitialized(type, Kernels.outputShape(vertex, List.of(IMAGES, second)));
        kernel.forward(inputs, output);
        assertExpected(name + " output", output, tolerance);
        List<INDArray> gradients = inputs.stream().map(INDArray::ulike).toList();
        kernel.backward(inputs, output, fill(type, 9, output.shape()), gradients);
        assertExpected(name + " input", gradients.get(0), tolerance);
        if (EXPECTED.containsKey(name + " second")) {
            assertExpected(name + " second", gradients.get(1), tolerance);
        } else {
            assertThat(gradients.get(1).amaxNumber().doubleValue()).isZero();
        }
    }

    private static void assertExpected(String key, INDArray actual, double tolerance) {
        double[] values = EXPECTED.get(key);
        assertThat(values).as(key).hasSize((int) actual.length());
        INDArray expected =
                Nd4j.createFromArray(values).castTo(actual.dataType()).reshape(actual.shape());
        assertClose(
                actual, expected, tolerance * Math.max(1, expected.amaxNumber().doubleValue()));
    }

    /** The same formula as in {@code image_layers.py}. */
    private static INDArray fill(DataType type, int seed, long... shape) {
        int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        double[] values = IntStream.range(0, size)
                .mapToDouble(i -> Math.sin(0.7 * i + seed))
                .toArray();
        return Nd4j.createFromArray(values).castTo(type).reshape(shape);
    }

    private static Map<String, double[]> read() {
        Map<String, double[]> expected = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(PytorchTest.class.getResourceAsStream("pytorch.txt"), UTF_8))) {
            lines.lines().forEach(line -> {
                String[] parts = line.split(": ");
                expected.put(
                        parts[0],
                        Arrays.stream(parts[1].split(" "))
                                .mapToDouble(Double::parseDouble)
                                .toArray());
            });
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return expected;
    }
}
