package io.foldwise.layers.convolution;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A batch between the zeros that its windows reach outside the sequences, by ND4J: every step of a window is then a product
 * of two matrices.
 *
 * @param padded {@code [batch, time + width - 1, channels]}, zero outside the sequences
 */
record PaddedSteps(LayerContext context, Windows window, INDArray padded) {

    static PaddedSteps of(LayerContext context, Windows window) {
        INDArray input = context.input();
        int time = context.time() + window.width() - 1;
        INDArray padded = Nd4j.zeros(input.dataType(), context.batch(), time, input.size(2));
        PaddedSteps steps = new PaddedSteps(context, window, padded);
        steps.shifted(padded, window.left()).assign(input.mul(context.lengths().mask(input.dataType())));
        return steps;
    }

    /** The responses of filters to the windows that start at every step, {@code [batch * time, filters]} */
    INDArray respond(INDArray weights) {
        long filters = weights.size(1);
        INDArray responses = Nd4j.zeros(padded.dataType(), (long) context.batch() * context.time(), filters);
        for (int step = 0; step < window.width(); step++) {
            responses.addi(rows(step).mmul(tap(weights, step)));
        }
        return responses;
    }

    /**
     * The backward pass of {@link #respond}.
     *
     * @param deltas derivative by the responses
     * @param weightGradient gets the derivative by the weights
     * @return the derivative by the input, {@code [batch, time, channels]}, not zero in the padding
     */
    INDArray backward(INDArray deltas, INDArray weights, INDArray weightGradient) {
        INDArray gradient = padded.ulike().assign(0);
        for (int step = 0; step < window.width(); step++) {
            tap(weightGradient, step).assign(rows(step).transpose().mmul(deltas));
            INDArray spread = deltas.mmul(tap(weights, step).transpose());
            shifted(gradient, step).addi(spread.reshape(context.batch(), context.time(), padded.size(2)));
        }
        return shifted(gradient, window.left());
    }

    /**
     * The weights of one step of the window, {@code [channels, filters]}. Not by {@code get}, which takes a view that lies far
     * behind in its memory, as parameters do, for empty.
     */
    private INDArray tap(INDArray weights, int step) {
        return weights.reshape('c', window.width(), padded.size(2), weights.size(1))
                .tensorAlongDimension(step, 1, 2);
    }

    /** As many steps as the batch has, from {@code from} on */
    private INDArray shifted(INDArray steps, int from) {
        return steps.get(all(), interval(from, from + context.time()), all());
    }

    private INDArray rows(int from) {
        return shifted(padded, from).dup('c').reshape((long) context.batch() * context.time(), padded.size(2));
    }
}
