package io.foldwise.layers.volume;

import static io.foldwise.layers.LayerAssert.assertClose;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.layers.image.Activate;
import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.BatchNorm;
import io.foldwise.layers.image.Concat;
import io.foldwise.layers.image.GlobalPooling;
import io.foldwise.layers.image.ImagePooling.Reduction;
import io.foldwise.layers.image.Sum;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.JoinKernel;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.KernelLayer;
import io.foldwise.layers.kernel.KernelVertex;
import io.foldwise.layers.kernel.Kernels;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.SequenceLengths;
import io.foldwise.layers.kernel.VolumeTypes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
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
 * Both kernels of every layer for volumes beside PyTorch 1.13: results and gradients, from arrays that are filled by a formula. What
 * PyTorch gave is in {@code pytorch.txt}, which {@code bench/pytorch/volume_layers.py} writes.
 */
final class PytorchTest {

    private static final long[] VOLUMES = {2, 4, 5, 3, 2};
    private static final Set<String> RUNNING = Set.of("mean", "variance");
    private static final Map<String, double[]> EXPECTED = read();

    static Stream<Arguments> layers() {
        VolumeConvolution.Options cube = VolumeConvolution.Options.of(2, 3);
        return Stream.of(
                Arguments.of("conv-3", new VolumeConvolution(cube)),
                Arguments.of(
                        "conv-3-bias-relu", new VolumeConvolution(cube.biased().activation(Activation.RELU))),
                Arguments.of("conv-3-stride-2", new VolumeConvolution(cube.stride(2))),
                Arguments.of(
                        "conv-1-bias",
                        new VolumeConvolution(VolumeConvolution.Options.of(3, 1).biased())),
                Arguments.of(
                        "conv-1x3x2",
                        new VolumeConvolution(VolumeConvolution.Options.of(2, new Extent(1, 3, 2))
                                .stride(new Extent(1, 2, 1))
                                .padding(new Extent(0, 1, 0)))),
                Arguments.of("conv-3-first", new VolumeConvolution(cube.biased().first(1))),
                Arguments.of("deconvolution-2", new VolumeDeconvolution(3, 2)),
                Arguments.of("deconvolution-3", new VolumeDeconvolution(2, 3)),
                Arguments.of("norm-training", new BatchNorm(BatchNorm.Options.of(Activation.RELU))),
                Arguments.of("norm-prediction", new BatchNorm(BatchNorm.Options.of(Activation.RELU))),
                Arguments.of("max-2", new VolumePooling(VolumePooling.Options.max(2))),
                Arguments.of(
                        "max-3",
                        new VolumePooling(VolumePooling.Options.max(3).stride(2).padding(1))),
                Arguments.of("mean-2", new VolumePooling(VolumePooling.Options.mean(2))),
                Arguments.of(
                        "mean-3",
                        new VolumePooling(
                                VolumePooling.Options.mean(3).stride(2).padding(1))),
                Arguments.of("global-mean", new GlobalPooling(Reduction.MEAN, false)),
                Arguments.of("global-max", new GlobalPooling(Reduction.MAX, false)),
                Arguments.of("channels", new ChannelsFrom(1)),
                Arguments.of("relu", new Activate(Activation.RELU)));
    }

    static Stream<Arguments> vertices() {
        return Stream.of(
                Arguments.of("sum-relu", new Sum(Activation.RELU), VOLUMES),
                Arguments.of("concat", new Concat(false), new long[] {2, 4, 5, 3, 3}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void layersAreThoseOfPytorch(String name, KernelLayer layer) {
        layer.setNIn(VolumeTypes.of(VOLUMES[1], VOLUMES[2], VOLUMES[3], VOLUMES[4]), true);
        run(name, layer, Kernels.portable(layer), DataType.DOUBLE, 2e-7);
        run(name, layer, Kernels.portable(layer), DataType.FLOAT, 1e-5);
        run(name, layer, Kernels.cpu(layer), DataType.FLOAT, 1e-5);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vertices")
    void verticesAreThoseOfPytorch(String name, KernelVertex vertex, long[] second) {
        run(name, vertex, Kernels.portable(vertex), DataType.DOUBLE, 2e-7, second);
        run(name, vertex, Kernels.cpu(vertex), DataType.FLOAT, 1e-5, second);
    }

    @Test
    void everythingThatPytorchGaveIsCompared() {
        List<String> compared = Stream.concat(layers(), vertices())
                .map(arguments -> (String) arguments.get()[0])
                .toList();
        assertThat(EXPECTED.keySet().stream().map(key -> key.split(" ")[0]).distinct())
                .containsExactlyInAnyOrderElementsOf(compared);
    }

    private static void run(String name, KernelLayer layer, Kernel kernel, DataType type, double tolerance) {
        INDArray input = fill(type, 1, VOLUMES);
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        int seed = 2;
        for (Parameter parameter : layer.parameters()) {
            INDArray values = fill(type, seed++, parameter.shape().sizes());
            parameters.put(parameter.name(), parameter.name().equals("variance") ? values.addi(2) : values);
            gradients.put(parameter.name(), values.ulike());
        }
        boolean training = !name.endsWith("prediction");
        SequenceLengths lengths = SequenceLengths.full((int) VOLUMES[0], 1);
        LayerContext context = new LayerContext(input, lengths, parameters, training, 3);
        INDArray output = Nd4j.createUninitialized(type, Kernels.outputShape(layer, VOLUMES));
        kernel.forward(context, output);
        assertExpected(name + " output", output, tolerance);
        INDArray inputGradient = input.ulike();
        kernel.backward(context, new Gradients(output, fill(type, 9, output.shape()), inputGradient, gradients));
        assertExpected(name + " input", inputGradient, tolerance);
        gradients.forEach((parameter, gradient) -> {
            INDArray before = parameters.get(parameter);
            INDArray moved = training ? before.sub(gradient) : before;
            assertExpected(name + " " + parameter, RUNNING.contains(parameter) ? moved : gradient, tolerance);
        });
    }

    private static void run(
            String name, KernelVertex vertex, JoinKernel kernel, DataType type, double tolerance, long... second) {
        List<INDArray> inputs = List.of(fill(type, 1, VOLUMES), fill(type, 2, second));
        INDArray output = Nd4j.createUninitialized(type, Kernels.outputShape(vertex, List.of(VOLUMES, second)));
        kernel.forward(inputs, output);
        assertExpected(name + " output", output, tolerance);
        List<INDArray> gradients = inputs.stream().map(INDArray::ulike).toList();
        kernel.backward(inputs, output, fill(type, 9, output.shape()), gradients);
        assertExpected(name + " input", gradients.get(0), tolerance);
        assertExpected(name + " second", gradients.get(1), tolerance);
    }

    private static void assertExpected(String key, INDArray actual, double tolerance) {
        double[] values = EXPECTED.get(key);
        assertThat(values).as(key).hasSize((int) actual.length());
        INDArray expected =
                Nd4j.createFromArray(values).castTo(actual.dataType()).reshape(actual.shape());
        double largest = DoubleStream.of(values).map(Math::abs).max().orElse(0);
        assertClose(actual, expected, tolerance * Math.max(1, largest));
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
            throw new UncheckedIOException(e);
        }
        return expected;
    }
}
