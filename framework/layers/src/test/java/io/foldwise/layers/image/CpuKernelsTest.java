package io.foldwise.layers.image;

import static io.foldwise.layers.LayerAssert.assertClose;

import io.foldwise.layers.image.ImagePooling.Reduction;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.JoinKernel;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.KernelLayer;
import io.foldwise.layers.kernel.KernelVertex;
import io.foldwise.layers.kernel.Kernels;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.SequenceLengths;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Kernels for the CPU beside the portable ones on images of several tiles and of changing size, in training and in
 * prediction. Many values are equal, so that it shows where a maximum is taken from.
 */
final class CpuKernelsTest {

    private static final long[][] SIZES = {{2, 17, 20}, {1, 6, 40}, {2, 7, 7}};
    private static final double TOLERANCE = 1e-5;

    static Stream<Arguments> layers() {
        return Stream.of(
                        new Convolution(Convolution.Options.of(6, 3).biased().activation(Activation.RELU)),
                        new Convolution(Convolution.Options.of(6, 5).stride(2).padding(1)),
                        new Convolution(Convolution.Options.of(5, 1).biased()),
                        new TransposedConvolution(TransposedConvolution.Options.of(5, 2)),
                        new BatchNorm(BatchNorm.Options.of(Activation.RELU)),
                        new BatchNorm(BatchNorm.Options.of(0.2).frozen(true)),
                        new ImagePooling(ImagePooling.Options.max(3).stride(2).padding(1)),
                        new ImagePooling(ImagePooling.Options.max(2).ceil(true)),
                        new ImagePooling(ImagePooling.Options.max(3).stride(1).padding(1)),
                        new ImagePooling(ImagePooling.Options.mean(3).stride(2).padding(1)),
                        new ImagePooling(ImagePooling.Options.mean(4).ceil(true).countFrame(false)),
                        new Upsampling(2, Interpolation.NEAREST),
                        new Upsampling(2, Interpolation.BILINEAR),
                        new Upsampling(3, Interpolation.BILINEAR),
                        new GlobalPooling(Reduction.MEAN, false),
                        new GlobalPooling(Reduction.MAX, true),
                        new ChannelPooling(),
                        new ImageDropout(0.4, false),
                        new ImageDropout(0.4, true),
                        new Activate(Activation.RELU),
                        new Activate(Activation.SIGMOID),
                        new Activate(Activation.SWISH))
                .flatMap(layer -> Stream.of(3, 16, 700).map(channels -> Arguments.of(layer, channels)));
    }

    static Stream<KernelVertex> vertices() {
        return Stream.of(
                new Sum(Activation.IDENTITY),
                new Sum(Activation.RELU),
                new Maximum(),
                new Gate(),
                new Concat(true),
                new UpsamplingTo(Interpolation.NEAREST),
                new UpsamplingTo(Interpolation.BILINEAR));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void layersAgree(KernelLayer layer, int channels) {
        layer.setNIn(ImageTypes.of(9, 9, channels), true);
        Kernel cpu = Kernels.cpu(layer);
        Kernel portable = Kernels.portable(layer);
        for (long[] size : SIZES) {
            if (channels < 100 || size == SIZES[2]) {
                for (boolean training : new boolean[] {true, false}) {
                    Run expected = run(layer, portable, training, size[0], size[1], size[2], channels);
                    run(layer, cpu, training, size[0], size[1], size[2], channels)
                            .assertIs(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("vertices")
    void verticesAgree(KernelVertex vertex) {
        JoinKernel portable = Kernels.portable(vertex);
        int kinds = inputs(vertex, 1, 2, 2).size();
        for (int kind = 0; kind < kinds; kind++) {
            JoinKernel cpu = Kernels.cpu(vertex);
            for (long[] size : SIZES) {
                List<long[]> inputs = inputs(vertex, size[0], size[1], size[2]).get(kind);
                run(vertex, cpu, inputs).assertIs(run(vertex, portable, inputs));
            }
        }
    }

    private static List<List<long[]>> inputs(KernelVertex vertex, long batch, long height, long width) {
        long[] images = {batch, height, width, 19};
        if (vertex instanceof Gate) {
            return List.of(
                    List.of(images, new long[] {batch, 19}),
                    List.of(images, new long[] {batch, 1, 1, 19}),
                    List.of(images, new long[] {batch, height, width, 1}),
                    List.of(new long[] {batch, height, width, 49}, new long[] {batch, 49}),
                    List.of(new long[] {batch, height, width, 1}, new long[] {batch, height, width, 1}),
                    List.of(new long[] {batch, height, width, 1}, new long[] {batch, 1}));
        }
        if (vertex instanceof Concat) {
            long[] larger = {batch, height + 1, width + 2, 5};
            return List.of(List.of(images, larger), List.of(larger, images, images));
        }
        if (vertex instanceof UpsamplingTo) {
            return List.of(
                    List.of(images, new long[] {batch, 2 * height - 1, 2 * width - 1, 2}),
                    List.of(images, new long[] {batch, height / 2, 3 * width, 2}),
                    List.of(new long[] {batch, 1, 1, 19}, images),
                    List.of(images, images));
        }
        return vertex instanceof Sum
                ? List.of(List.of(images, images), List.of(images, images, images))
                : List.of(List.of(images, images));
    }

    /** What a kernel gives, both ways. */
    private record Run(Map<String, INDArray> results) {

        void assertIs(Run expected) {
            results.forEach((name, values) -> {
                INDArray other = expected.results.get(name);
                assertClose(
                        values,
                        other,
                        TOLERANCE * Math.max(1, other.amaxNumber().doubleValue()));
            });
        }
    }

    private static Run run(KernelLayer layer, Kernel kernel, boolean training, long... shape) {
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        Map<String, INDArray> results = new LinkedHashMap<>();
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        for (Parameter parameter : layer.parameters()) {
            INDArray values = random(parameter.length(), parameter.shape().sizes());
            parameters.put(parameter.name(), values.muli(1 / Math.sqrt(values.length())));
            gradients.put(parameter.name(), values.ulike());
        }
        if (parameters.containsKey(BatchNorm.VARIANCE)) {
            parameters.get(BatchNorm.VARIANCE).addi(2);
        }
        if (parameters.containsKey(Convolution.BIAS)) {
            parameters
                    .get(Convolution.BIAS)
                    .addi(0.003); // no sum is 0, where rounding would decide what ReLU lets through
        }
        LayerContext context = new LayerContext(
                random(1, shape), SequenceLengths.full((int) shape[0], 1), parameters, training, 0x123456789ABCDEFL);
        INDArray output = Nd4j.valueArrayOf(Kernels.outputShape(layer, shape), Double.NaN, DataType.FLOAT);
        kernel.forward(context, output);
        results.put("output", output);
        INDArray input = Nd4j.valueArrayOf(shape, Double.NaN, DataType.FLOAT);
        kernel.backward(context, new Gradients(output, random(9, output.shape()), input, gradients));
        results.put("input", input);
        results.putAll(gradients);
        return new Run(results);
    }

    private static Run run(KernelVertex vertex, JoinKernel kernel, List<long[]> shapes) {
        Map<String, INDArray> results = new LinkedHashMap<>();
        List<INDArray> inputs = shapes.stream()
                .map(shape -> random(shape[3 % shape.length], shape))
                .toList();
        INDArray output = Nd4j.valueArrayOf(Kernels.outputShape(vertex, shapes), Double.NaN, DataType.FLOAT);
        kernel.forward(inputs, output);
        results.put("output", output);
        List<INDArray> gradients = shapes.stream()
                .map(shape -> Nd4j.valueArrayOf(shape, Double.NaN, DataType.FLOAT))
                .toList();
        kernel.backward(inputs, output, random(9, output.shape()), gradients);
        for (int i = 0; i < gradients.size(); i++) {
            results.put("gradient " + i, gradients.get(i));
        }
        return new Run(results);
    }

    /** Halves from -2 to 2, so that many are equal. */
    private static INDArray random(long seed, long... shape) {
        int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        Random random = new Random(seed);
        double[] values = new double[size];
        Arrays.setAll(values, i -> (random.nextInt(9) - 4) / 2.0);
        return Nd4j.createFromArray(values).castTo(DataType.FLOAT).reshape(shape);
    }
}
