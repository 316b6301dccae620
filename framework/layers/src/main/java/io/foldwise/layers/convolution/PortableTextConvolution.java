package io.foldwise.layers.convolution;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.portable.TimeAxis;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One matrix product per width and step of the window, by ND4J; the backward pass computes the responses again. */
final class PortableTextConvolution implements Kernel {

    private final int filters;
    private final List<Windows> windows;

    PortableTextConvolution(int filters, List<Windows> windows) {
        this.filters = filters;
        this.windows = windows;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        for (int i = 0; i < windows.size(); i++) {
            Responses responses = respond(context, windows.get(i));
            columns(output, i).assign(responses.pooled());
        }
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        gradients.input().assign(0);
        for (int i = 0; i < windows.size(); i++) {
            Windows window = windows.get(i);
            Responses responses = respond(context, window);
            INDArray active = responses.pooled().gt(0).castTo(context.input().dataType());
            INDArray delta = columns(gradients.output(), i).mul(active);
            gradients.parameter(TextConvolution.bias(window.width())).assign(delta.sum(0));
            INDArray deltas = responses.winners().mul(delta.reshape(context.batch(), 1, filters));
            gradients
                    .input()
                    .addi(responses
                            .steps()
                            .backward(
                                    deltas.reshape((long) context.batch() * context.time(), filters),
                                    context.parameter(TextConvolution.weights(window.width())),
                                    gradients.parameter(TextConvolution.weights(window.width()))));
        }
        gradients.input().muli(context.lengths().mask(context.input().dataType()));
    }

    /**
     * @param steps the sequences between zeros
     * @param winners one at the window with the largest response, {@code [batch, time, filters]}
     * @param pooled the layer's output, {@code [batch, filters]}
     */
    private record Responses(PaddedSteps steps, INDArray winners, INDArray pooled) {}

    private Responses respond(LayerContext context, Windows window) {
        PaddedSteps steps = PaddedSteps.of(context, window);
        DataType type = context.input().dataType();
        INDArray responses = steps.respond(context.parameter(TextConvolution.weights(window.width())));
        INDArray overTime = responses.reshape(context.batch(), context.time(), filters);
        INDArray winners = TimeAxis.oneAtMaximum(overTime, counts(context, window));
        INDArray bias = context.parameter(TextConvolution.bias(window.width()));
        INDArray real = context.lengths().column(type).gt(0).castTo(type);
        INDArray best = winners.mul(overTime).sum(1).addiRowVector(bias).muliColumnVector(real);
        return new Responses(steps, winners, Nd4j.math().max(best, best.ulike().assign(0)));
    }

    /** Which windows count, {@code [batch, time, 1]} */
    private static INDArray counts(LayerContext context, Windows window) {
        float[] counts = new float[context.batch() * context.time()];
        for (int sample = 0; sample < context.batch(); sample++) {
            for (int step = 0; step < window.count(context.lengths().of(sample)); step++) {
                counts[sample * context.time() + step] = 1;
            }
        }
        return Nd4j.createFromArray(counts)
                .castTo(context.input().dataType())
                .reshape(context.batch(), context.time(), 1);
    }

    private INDArray columns(INDArray outputs, int bank) {
        return outputs.get(all(), interval((long) bank * filters, (bank + 1L) * filters));
    }
}
