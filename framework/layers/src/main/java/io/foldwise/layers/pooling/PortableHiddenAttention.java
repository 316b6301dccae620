package io.foldwise.layers.pooling;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.portable.TimeAxis;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Keys, scores, softmax and average over all steps, by ND4J, every segment as a sequence of its own; padding gets the weight zero. */
final class PortableHiddenAttention implements Kernel {

    private final int segment;

    /** @param segment steps that become one; {@link HiddenAttention#WHOLE} for one of each sequence */
    PortableHiddenAttention(int segment) {
        this.segment = segment;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        INDArray steps = segments(context, context.input());
        INDArray averages = weights(context, keys(context, steps)).mul(steps).sum(1);
        output.assign(averages.reshape('c', output.shape()));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray steps = segments(context, context.input());
        long channels = steps.size(2);
        INDArray keys = keys(context, steps);
        INDArray weights = weights(context, keys);
        INDArray incoming = gradients.output().dup('c').reshape('c', steps.size(0), 1, channels);
        INDArray byWeight = steps.mul(incoming).sum(true, 2);
        INDArray byScore = byWeight.sub(byWeight.mul(weights).sum(true, 1)).muli(weights);
        INDArray scoreRows = TimeAxis.rows(byScore);
        INDArray query = context.parameter(HiddenAttention.QUERY);
        gradients
                .parameter(HiddenAttention.QUERY)
                .assign(keys.mulColumnVector(scoreRows).sum(0));
        INDArray byKeys = scoreRows
                .mmul(query.reshape(1, query.length()))
                .muli(keys.mul(keys).rsubi(1));
        gradients
                .parameter(HiddenAttention.WEIGHTS)
                .assign(TimeAxis.rows(steps).transpose().mmul(byKeys));
        gradients.parameter(HiddenAttention.BIAS).assign(byKeys.sum(0));
        INDArray bySteps = byKeys.mmul(
                        context.parameter(HiddenAttention.WEIGHTS).transpose())
                .reshape('c', steps.shape())
                .addi(weights.mul(incoming));
        INDArray padded = bySteps.reshape('c', context.batch(), padded(context), channels);
        gradients.input().assign(padded.get(all(), interval(0, context.time()), all()));
    }

    private long length(LayerContext context) {
        return Math.min(segment, context.time());
    }

    private long padded(LayerContext context) {
        long length = length(context);
        return (context.time() + length - 1) / length * length;
    }

    /** {@code [batch, time, channels]} to {@code [batch * segments, segment, channels]}, padding zero. */
    private INDArray segments(LayerContext context, INDArray sequences) {
        INDArray padded = Nd4j.zeros(sequences.dataType(), context.batch(), padded(context), sequences.size(2));
        padded.get(all(), interval(0, context.time()), all())
                .assign(sequences.mul(context.lengths().mask(sequences.dataType())));
        return padded.reshape('c', -1, length(context), sequences.size(2));
    }

    /** {@code [batch * time, hidden]} */
    private static INDArray keys(LayerContext context, INDArray steps) {
        INDArray keys = TimeAxis.rows(steps)
                .mmul(context.parameter(HiddenAttention.WEIGHTS))
                .addiRowVector(context.parameter(HiddenAttention.BIAS));
        return Transforms.tanh(keys);
    }

    /** {@code [batch * segments, segment, 1]} */
    private INDArray weights(LayerContext context, INDArray keys) {
        INDArray ones = context.lengths().mask(keys.dataType());
        INDArray real = segments(context, ones);
        INDArray query = context.parameter(HiddenAttention.QUERY);
        INDArray scores = keys.mmul(query.reshape(query.length(), 1)).reshape('c', real.shape());
        INDArray hiddenScores = TimeAxis.hide(scores, real);
        INDArray exponents = Transforms.exp(hiddenScores.sub(hiddenScores.max(true, 1)), false)
                .muli(real);
        INDArray sums = exponents.sum(true, 1);
        return exponents.divi(sums.addi(sums.eq(0).castTo(sums.dataType())));
    }
}
