package io.foldwise.layers.convolution;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
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
    public void forward(Pass pass, INDArray output) {
        for (int i = 0; i < windows.size(); i++) {
            Responses responses = respond(pass, windows.get(i));
            columns(output, i).assign(responses.pooled());
        }
    }

    @Override
    public void backward(Pass pass, Gradients gradients) {
        gradients.input().assign(0);
        for (int i = 0; i < windows.size(); i++) {
            Windows window = windows.get(i);
            Responses responses = respond(pass, window);
            INDArray active = responses.pooled().gt(0).castTo(pass.input().dataType());
            INDArray delta = columns(gradients.output(), i).mul(active);
            gradients.parameter(TextConvolution.bias(window.width())).assign(delta.sum(0));
            INDArray deltas = responses.winners().mul(delta.reshape(pass.batch(), 1, filters));
            gradients
                    .input()
                    .addi(responses
                            .steps()
                            .backward(
                                    deltas.reshape((long) pass.batch() * pass.time(), filters),
                                    pass.parameter(TextConvolution.weights(window.width())),
                                    gradients.parameter(TextConvolution.weights(window.width()))));
        }
        gradients.input().muli(pass.lengths().mask(pass.input().dataType()));
    }

    /**
     * @param steps the sequences between zeros
     * @param winners one at the window with the largest response, {@code [batch, time, filters]}
     * @param pooled the layer's output, {@code [batch, filters]}
     */
    private record Responses(PaddedSteps steps, INDArray winners, INDArray pooled) {}

    private Responses respond(Pass pass, Windows window) {
        PaddedSteps steps = PaddedSteps.of(pass, window);
        DataType type = pass.input().dataType();
        INDArray responses = steps.respond(pass.parameter(TextConvolution.weights(window.width())));
        INDArray overTime = responses.reshape(pass.batch(), pass.time(), filters);
        INDArray winners = TimeAxis.oneAtMaximum(overTime, counts(pass, window));
        INDArray bias = pass.parameter(TextConvolution.bias(window.width()));
        INDArray real = pass.lengths().column(type).gt(0).castTo(type);
        INDArray best = winners.mul(overTime).sum(1).addiRowVector(bias).muliColumnVector(real);
        return new Responses(steps, winners, Nd4j.math().max(best, best.ulike().assign(0)));
    }

    /** Which windows count, {@code [batch, time, 1]} */
    private static INDArray counts(Pass pass, Windows window) {
        float[] counts = new float[pass.batch() * pass.time()];
        for (int sample = 0; sample < pass.batch(); sample++) {
            for (int step = 0; step < window.count(pass.lengths().of(sample)); step++) {
                counts[sample * pass.time() + step] = 1;
            }
        }
        return Nd4j.createFromArray(counts).castTo(pass.input().dataType()).reshape(pass.batch(), pass.time(), 1);
    }

    private INDArray columns(INDArray outputs, int bank) {
        return outputs.get(all(), interval((long) bank * filters, (bank + 1L) * filters));
    }
}
