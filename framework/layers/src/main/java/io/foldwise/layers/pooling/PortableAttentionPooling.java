package io.foldwise.layers.pooling;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
import io.foldwise.layers.portable.TimeAxis;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Scores, softmax and average over all steps, by ND4J; padding gets the weight zero. */
final class PortableAttentionPooling implements Kernel {

    @Override
    public void forward(Pass pass, INDArray output) {
        output.assign(weights(pass).mul(pass.input()).sum(1));
    }

    @Override
    public void backward(Pass pass, Gradients gradients) {
        INDArray input = pass.input();
        INDArray weights = weights(pass);
        INDArray incoming = gradients.output().reshape(pass.batch(), 1, input.size(2));
        INDArray byWeight = input.mul(incoming).sum(true, 2);
        INDArray mean = byWeight.mul(weights).sum(true, 1);
        INDArray byScore = byWeight.sub(mean).muli(weights);
        INDArray query = pass.parameter(AttentionPooling.QUERY);
        gradients.parameter(AttentionPooling.QUERY).assign(byScore.mul(input).sum(0, 1));
        gradients.input().assign(weights.mul(incoming).addi(byScore.mul(query.reshape(1, 1, query.length()))));
    }

    /** {@code [batch, time, 1]} */
    private static INDArray weights(Pass pass) {
        INDArray input = pass.input();
        INDArray real = pass.lengths().mask(input.dataType());
        INDArray query = pass.parameter(AttentionPooling.QUERY).reshape(input.size(2), 1);
        INDArray scores = TimeAxis.rows(input).mmul(query).reshape('c', pass.batch(), pass.time(), 1);
        INDArray hidden = TimeAxis.hide(scores, real);
        INDArray exponents =
                Transforms.exp(hidden.sub(hidden.max(true, 1)), false).muli(real);
        INDArray sums = exponents.sum(true, 1);
        return exponents.divi(sums.addi(sums.eq(0).castTo(sums.dataType())));
    }
}
