package io.foldwise.layers.image;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.onednn.BackwardArrays;
import io.foldwise.layers.onednn.ConvolutionAxis;
import io.foldwise.layers.onednn.ConvolutionShape;
import io.foldwise.layers.onednn.Finish;
import io.foldwise.layers.onednn.OneDnnConvolution;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The convolution of oneDNN, of images or volumes, with bias and ReLU, on the arrays' own memory. */
public final class NativeConvolution implements Kernel {

    private final List<Window> axes;
    private final int groups;
    private final Finish finish;
    private final OneDnnConvolution convolution;

    /** @param axes the windows along height and width, or along depth, height and width */
    public NativeConvolution(List<Window> axes, int groups, Finish finish) {
        this.axes = List.copyOf(axes);
        this.groups = groups;
        this.finish = finish;
        convolution = new OneDnnConvolution(finish);
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        convolution.forward(
                shape(context.input(), output),
                FloatMemory.of(context.input()),
                FloatMemory.of(context.parameter(Convolution.WEIGHTS)),
                bias(context::parameter),
                FloatMemory.of(output));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        convolution.backward(
                shape(context.input(), gradients.output()),
                new BackwardArrays(
                        FloatMemory.of(context.input()),
                        FloatMemory.of(context.parameter(Convolution.WEIGHTS)),
                        FloatMemory.of(gradients.result()),
                        FloatMemory.of(gradients.output()),
                        gradients.inputWanted() ? Optional.of(FloatMemory.of(gradients.input())) : Optional.empty(),
                        FloatMemory.of(gradients.parameter(Convolution.WEIGHTS)),
                        bias(gradients::parameter)));
    }

    private Optional<FloatMemory> bias(Function<String, INDArray> parameters) {
        return finish.bias() ? Optional.of(FloatMemory.of(parameters.apply(Convolution.BIAS))) : Optional.empty();
    }

    private ConvolutionShape shape(INDArray input, INDArray output) {
        int last = axes.size() + 1;
        return new ConvolutionShape(
                (int) input.size(0),
                (int) input.size(last),
                (int) output.size(last),
                groups,
                IntStream.range(0, axes.size())
                        .mapToObj(axis -> axis(axes.get(axis), input.size(axis + 1), output.size(axis + 1)))
                        .toList());
    }

    private static ConvolutionAxis axis(Window window, long size, long places) {
        return new ConvolutionAxis(
                (int) size, (int) places, window.size(), window.stride(), window.dilation(), window.before(size));
    }
}
