package io.foldwise.layers.pooling;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.portable.TimeAxis;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Scores, softmax and average over all steps, by ND4J; padding gets the weight zero. */
final class PortableAttentionPooling implements Kernel {

    @Override
    public void forward(LayerContext context, INDArray output) {
        output.assign(weights(context).mul(context.input()).sum(1));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray input = context.input();
        INDArray weights = weights(context);
        INDArray incoming = gradients.output().reshape(context.batch(), 1, input.size(2));
        INDArray byWeight = input.mul(incoming).sum(true, 2);
        INDArray mean = byWeight.mul(weights).sum(true, 1);
        INDArray byScore = byWeight.sub(mean).muli(weights);
        INDArray query = context.parameter(AttentionPooling.QUERY);
        gradients.parameter(AttentionPooling.QUERY).assign(byScore.mul(input).sum(0, 1));
        gradients.input().assign(weights.mul(incoming).addi(byScore.mul(query.reshape(1, 1, query.length()))));
    }

    /** {@code [batch, time, 1]} */
    private static INDArray weights(LayerContext context) {
        INDArray input = context.input();
        INDArray real = context.lengths().mask(input.dataType());
        INDArray query = context.parameter(AttentionPooling.QUERY).reshape(input.size(2), 1);
        INDArray scores = TimeAxis.rows(input).mmul(query).reshape('c', context.batch(), context.time(), 1);
        INDArray hidden = TimeAxis.hide(scores, real);
        INDArray exponents =
                Transforms.exp(hidden.sub(hidden.max(true, 1)), false).muli(real);
        INDArray sums = exponents.sum(true, 1);
        return exponents.divi(sums.addi(sums.eq(0).castTo(sums.dataType())));
    }
}
