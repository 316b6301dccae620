package io.foldwise.layers.pooling;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.portable.TimeAxis;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Scores, softmax and average over all steps, by ND4J; padding gets the weight zero. */
final class PortableLabelAttention implements Kernel {

    @Override
    public void forward(LayerContext context, INDArray output) {
        output.assign(weights(context, scores(context)).mul(context.input()).sum(1));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray input = context.input();
        INDArray scores = scores(context);
        INDArray weights = weights(context, scores);
        INDArray incoming = gradients.output().reshape(context.batch(), 1, input.size(2));
        INDArray byWeight = input.mul(incoming).sum(true, 2);
        INDArray byBest = byWeight.sub(byWeight.mul(weights).sum(true, 1)).muli(weights);
        // of the scores, [batch * time, labels], only the largest of a step has a gradient: the first one of equals
        INDArray best = Nd4j.argMax(scores, 1).castTo(scores.dataType()).reshape(scores.size(0), 1);
        INDArray columns = Nd4j.arange(scores.size(1)).castTo(scores.dataType()).reshape(1, scores.size(1));
        INDArray byScores = columns.eq(best).castTo(scores.dataType()).muliColumnVector(TimeAxis.rows(byBest));
        INDArray labels = context.parameter(LabelAttentionPooling.LABELS);
        gradients
                .parameter(LabelAttentionPooling.LABELS)
                .assign(byScores.transpose().mmul(real(context)));
        gradients
                .input()
                .assign(byScores.mmul(labels).reshape('c', input.shape()).addi(weights.mul(incoming)));
    }

    private static INDArray real(LayerContext context) {
        return TimeAxis.rows(context.input()).mulColumnVector(TimeAxis.realRows(context));
    }

    /** {@code [batch * time, labels]} */
    private static INDArray scores(LayerContext context) {
        return real(context)
                .mmul(context.parameter(LabelAttentionPooling.LABELS).transpose());
    }

    /** {@code [batch, time, 1]} */
    private static INDArray weights(LayerContext context, INDArray scores) {
        INDArray real = context.lengths().mask(scores.dataType());
        INDArray best = TimeAxis.hide(scores.max(1).reshape('c', real.shape()), real);
        INDArray exponents = Transforms.exp(best.sub(best.max(true, 1)), false).muli(real);
        INDArray sums = exponents.sum(true, 1);
        return exponents.divi(sums.addi(sums.eq(0).castTo(sums.dataType())));
    }
}
