package io.foldwise.layers.convolution;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
import io.foldwise.layers.portable.TimeAxis;
import java.util.List;
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
            backward(pass, gradients, window, responses, deltas.reshape((long) pass.batch() * pass.time(), filters));
        }
        gradients.input().muli(pass.lengths().mask(pass.input().dataType()));
    }

    private void backward(Pass pass, Gradients gradients, Windows window, Responses responses, INDArray deltas) {
        INDArray padded = responses.padded();
        INDArray paddedGradient = padded.ulike().assign(0);
        for (int step = 0; step < window.width(); step++) {
            INDArray weights = tap(pass.parameter(TextConvolution.weights(window.width())), step, padded);
            INDArray gradient = tap(gradients.parameter(TextConvolution.weights(window.width())), step, padded);
            gradient.assign(rows(padded, step, pass).transpose().mmul(deltas));
            INDArray spread = deltas.mmul(weights.transpose()).reshape(pass.batch(), pass.time(), padded.size(2));
            shifted(paddedGradient, step, pass).addi(spread);
        }
        gradients.input().addi(shifted(paddedGradient, window.left(), pass));
    }

    /**
     * @param padded the sequences between zeros, {@code [batch, time + width - 1, channels]}
     * @param winners one at the window with the largest response, {@code [batch, time, filters]}
     * @param pooled the layer's output, {@code [batch, filters]}
     */
    private record Responses(INDArray padded, INDArray winners, INDArray pooled) {}

    private Responses respond(Pass pass, Windows window) {
        INDArray padded = pad(pass, window);
        INDArray weights = pass.parameter(TextConvolution.weights(window.width()));
        INDArray responses = Nd4j.zeros(padded.dataType(), (long) pass.batch() * pass.time(), filters);
        for (int step = 0; step < window.width(); step++) {
            responses.addi(rows(padded, step, pass).mmul(tap(weights, step, padded)));
        }
        INDArray overTime = responses.reshape(pass.batch(), pass.time(), filters);
        INDArray winners = TimeAxis.oneAtMaximum(overTime, counts(pass, window));
        INDArray bias = pass.parameter(TextConvolution.bias(window.width()));
        INDArray real = pass.lengths().column(padded.dataType()).gt(0).castTo(padded.dataType());
        INDArray best = winners.mul(overTime).sum(1).addiRowVector(bias).muliColumnVector(real);
        return new Responses(padded, winners, Nd4j.math().max(best, best.ulike().assign(0)));
    }

    private static INDArray pad(Pass pass, Windows window) {
        INDArray input = pass.input();
        int time = pass.time() + window.width() - 1;
        INDArray padded = Nd4j.zeros(input.dataType(), pass.batch(), time, input.size(2));
        shifted(padded, window.left(), pass).assign(input.mul(pass.lengths().mask(input.dataType())));
        return padded;
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

    /** The weights of one step of the window, {@code [channels, filters]} */
    private static INDArray tap(INDArray weights, int step, INDArray padded) {
        long channels = padded.size(2);
        return weights.get(interval(step * channels, (step + 1) * channels), all());
    }

    /** As many steps as the batch has, from {@code from} on */
    private static INDArray shifted(INDArray padded, int from, Pass pass) {
        return padded.get(all(), interval(from, from + pass.time()), all());
    }

    private static INDArray rows(INDArray padded, int from, Pass pass) {
        return shifted(padded, from, pass).dup('c').reshape((long) pass.batch() * pass.time(), padded.size(2));
    }

    private INDArray columns(INDArray outputs, int bank) {
        return outputs.get(all(), interval((long) bank * filters, (bank + 1L) * filters));
    }
}
