package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.JoinKernel;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.KernelLayer;
import io.foldwise.layers.kernel.KernelVertex;
import io.foldwise.layers.kernel.Kernels;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.SequenceLengths;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Milliseconds of processor time for a pass forward and one backward through image layers, the least of some, by the kernel
 * for the CPU and by the portable one. {@code bench/pytorch/image_layers_speed.py} prints the same of PyTorch. Run with
 * {@code OMP_NUM_THREADS=1}; arguments: parts of names, or none for all; {@code -Dportable=false} leaves the portable kernels
 * out.
 */
public final class ImageLayerSpeed {

    private static final int WARM_UP = 12;
    private static final int PASSES = 25;
    private static final boolean PORTABLE =
            !System.getProperty("portable", "true").equals("false");

    private static final Map<String, KernelLayer> LAYERS = new LinkedHashMap<>();
    private static final Map<String, long[]> SHAPES = new LinkedHashMap<>();

    static {
        long[] middle = {4, 64, 64, 64};
        layer("batch norm and relu", new BatchNorm(BatchNorm.Options.of(Activation.RELU)), middle);
        layer("relu", new Activate(Activation.RELU), middle);
        layer("sigmoid", new Activate(Activation.SIGMOID), middle);
        layer("swish", new Activate(Activation.SWISH), middle);
        layer("conv 1x1, bias, relu", convolution(1), middle);
        layer("conv 3x3, bias, relu", convolution(3), middle);
        layer(
                "max pool 3, stride 2",
                new ImagePooling(ImagePooling.Options.max(3).stride(2).padding(1)),
                4,
                128,
                128,
                64);
        layer("max pool 2", new ImagePooling(ImagePooling.Options.max(2)), 4, 128, 128, 64);
        layer("mean pool 2", new ImagePooling(ImagePooling.Options.mean(2)), 4, 128, 128, 64);
        layer("nearest x2", new Upsampling(2, Interpolation.NEAREST), middle);
        layer("bilinear x2", new Upsampling(2, Interpolation.BILINEAR), middle);
        layer("bilinear x2, 512 channels", new Upsampling(2, Interpolation.BILINEAR), 4, 8, 8, 512);
        layer("global mean", new GlobalPooling(ImagePooling.Reduction.MEAN, false), middle);
        layer("global max", new GlobalPooling(ImagePooling.Reduction.MAX, false), middle);
        layer("channel mean and max", new ChannelPooling(), middle);
        layer("dropout", new ImageDropout(0.5, false), middle);
        layer("transposed conv 2", new TransposedConvolution(TransposedConvolution.Options.of(64, 2)), middle);
    }

    private static final Map<String, KernelVertex> VERTICES = new LinkedHashMap<>();
    private static final Map<String, List<long[]>> INPUTS = new LinkedHashMap<>();

    static {
        long[] middle = {4, 64, 64, 64};
        vertex("sum", new Sum(Activation.IDENTITY), middle, middle);
        vertex("sum and relu", new Sum(Activation.RELU), middle, middle);
        vertex("maximum", new Maximum(), middle, middle);
        vertex("concat 64 + 64", new Concat(false), middle, middle);
        vertex("concat 16 + 16, 256 px", new Concat(false), new long[] {4, 256, 256, 16}, new long[] {4, 256, 256, 16});
        vertex("gate of channels", new Gate(), middle, new long[] {4, 64});
        vertex("gate of pixels", new Gate(), middle, new long[] {4, 64, 64, 1});
    }

    private ImageLayerSpeed() {}

    private static Convolution convolution(int kernel) {
        return new Convolution(Convolution.Options.of(64, kernel).biased().activation(Activation.RELU));
    }

    private static void layer(String name, KernelLayer layer, long... shape) {
        LAYERS.put(name, layer);
        SHAPES.put(name, shape);
    }

    private static void vertex(String name, KernelVertex vertex, long[]... inputs) {
        VERTICES.put(name, vertex);
        INPUTS.put(name, List.of(inputs));
    }

    public static void main(String[] arguments) {
        System.out.printf("%-28s %21s %21s%n", "ms forward, backward", "cpu", "portable");
        LAYERS.forEach((name, layer) -> {
            if (asked(name, arguments)) {
                layer.setNIn(ImageTypes.of(8, 8, SHAPES.get(name)[3]), true);
                double[] cpu = time(layer, Kernels.cpu(layer), SHAPES.get(name));
                print(name, cpu, PORTABLE ? time(layer, Kernels.portable(layer), SHAPES.get(name)) : new double[2]);
            }
        });
        VERTICES.forEach((name, vertex) -> {
            if (asked(name, arguments)) {
                double[] cpu = time(vertex, Kernels.cpu(vertex), INPUTS.get(name));
                print(name, cpu, PORTABLE ? time(vertex, Kernels.portable(vertex), INPUTS.get(name)) : new double[2]);
            }
        });
    }

    private static boolean asked(String name, String... arguments) {
        return arguments.length == 0 || Arrays.stream(arguments).anyMatch(name::contains);
    }

    private static void print(String name, double[] cpu, double... portable) {
        System.out.printf("%-28s %10.2f %10.2f %10.2f %10.2f%n", name, cpu[0], cpu[1], portable[0], portable[1]);
    }

    private static double[] time(KernelLayer layer, Kernel kernel, long... shape) {
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        for (Parameter parameter : layer.parameters()) {
            parameters.put(parameter.name(), random(parameter.shape().sizes()));
            gradients.put(parameter.name(), random(parameter.shape().sizes()));
        }
        SequenceLengths lengths = SequenceLengths.full((int) shape[0], 1);
        LayerContext context = new LayerContext(random(shape), lengths, parameters, true, 1);
        INDArray output = random(Kernels.outputShape(layer, shape));
        Gradients both = new Gradients(output, random(output.shape()), random(shape), gradients);
        return least(() -> kernel.forward(context, output), () -> kernel.backward(context, both));
    }

    private static double[] time(KernelVertex vertex, JoinKernel kernel, List<long[]> shapes) {
        List<INDArray> inputs = shapes.stream().map(ImageLayerSpeed::random).toList();
        List<INDArray> gradients = shapes.stream().map(ImageLayerSpeed::random).toList();
        INDArray output = random(Kernels.outputShape(vertex, shapes));
        INDArray incoming = random(output.shape());
        return least(() -> kernel.forward(inputs, output), () -> kernel.backward(inputs, output, incoming, gradients));
    }

    private static double[] least(Runnable forward, Runnable backward) {
        double[] least = {Double.MAX_VALUE, Double.MAX_VALUE};
        for (int i = 0; i < WARM_UP + PASSES; i++) {
            double[] now = {milliseconds(forward), milliseconds(backward)};
            if (i >= WARM_UP) {
                Arrays.setAll(least, way -> Math.min(least[way], now[way]));
            }
        }
        return least;
    }

    private static double milliseconds(Runnable pass) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long start = clock.getCurrentThreadCpuTime();
        pass.run();
        return (clock.getCurrentThreadCpuTime() - start) / 1e6;
    }

    private static INDArray random(long... shape) {
        return Nd4j.randn(DataType.FLOAT, shape);
    }
}
