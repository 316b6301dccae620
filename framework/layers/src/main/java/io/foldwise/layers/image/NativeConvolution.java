package io.foldwise.layers.image;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.onednn.BackwardArrays;
import io.foldwise.layers.onednn.ConvolutionShape;
import io.foldwise.layers.onednn.Finish;
import io.foldwise.layers.onednn.OneDnnConvolution;
import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The convolution of oneDNN, with bias and ReLU, on the arrays' own memory. */
final class NativeConvolution implements Kernel {

    private final Window rows;
    private final Window columns;
    private final int groups;
    private final Finish finish;
    private final OneDnnConvolution convolution;

    NativeConvolution(Window rows, Window columns, int groups, Finish finish) {
        this.rows = rows;
        this.columns = columns;
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
        return new ConvolutionShape(
                (int) input.size(0),
                (int) input.size(1),
                (int) input.size(2),
                (int) input.size(3),
                (int) output.size(1),
                (int) output.size(2),
                (int) output.size(3),
                rows.size(),
                columns.size(),
                rows.stride(),
                rows.dilation(),
                groups,
                rows.before(input.size(1)),
                columns.before(input.size(2)));
    }
}
