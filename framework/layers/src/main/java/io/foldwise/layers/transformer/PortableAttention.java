package io.foldwise.layers.transformer;

import io.foldwise.layers.kernel.DropoutRate;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Self-attention, all sequences and heads at once; keys behind a sequence's end are hidden from the softmax. */
final class PortableAttention implements PortablePart {

    private static final double BELOW_ANY_SCORE = -1e30;

    private final int batch;
    private final int time;
    private final int heads;
    private final int size;
    private final double temperature;
    private final Linear projection;
    private final Linear mixing;
    private final INDArray hidden;
    private final INDArray mask;
    private INDArray queries;
    private INDArray keys;
    private INDArray values;
    private INDArray weights;

    PortableAttention(LayerContext context, int width, TransformerSettings settings) {
        batch = context.batch();
        time = context.time();
        heads = settings.heads();
        size = width / heads;
        temperature = 1 / Math.sqrt(size);
        projection = new Linear(context, TransformerBlock.PROJECTION, TransformerBlock.PROJECTION_BIAS);
        mixing = new Linear(context, TransformerBlock.MIXING, TransformerBlock.MIXING_BIAS);
        INDArray real = context.lengths().mask(context.input().dataType());
        hidden = real.rsub(1).muli(BELOW_ANY_SCORE).reshape(batch, 1, 1, time);
        mask = PortableMasks.attention(context, new DropoutRate(settings.attentionDropout()), heads);
    }

    @Override
    public INDArray forward(INDArray rows) {
        // [batch * time, 3 width] to [3, batch, heads, time, size]
        INDArray projected = projection
                .forward(rows)
                .dup('c')
                .reshape(batch, time, 3, heads, size)
                .permute(2, 0, 3, 1, 4)
                .dup('c');
        queries = part(projected, 0);
        keys = part(projected, 1);
        values = part(projected, 2);
        INDArray scores = Nd4j.matmul(queries, keys, false, true, false).muli(temperature);
        INDArray visible = scores.dup('c').reshape(batch, heads, time, time).add(hidden);
        weights = softmax(visible.reshape(batch * heads, time, time));
        INDArray results = Nd4j.matmul(weights.mul(mask), values, false, false, false);
        return mixing.forward(beside(results));
    }

    /** ND4J's own gives NaN in double precision where all scores lie far below zero. */
    private static INDArray softmax(INDArray scores) {
        INDArray powers = Transforms.exp(scores.sub(scores.max(true, 2)), false);
        return powers.divi(powers.sum(true, 2));
    }

    @Override
    public INDArray backward(INDArray gradient, Gradients gradients) {
        INDArray results = apart(mixing.backward(gradient, gradients));
        INDArray valueGradient = Nd4j.matmul(weights.mul(mask), results, true, false, false);
        INDArray weightGradient =
                Nd4j.matmul(results, values, false, true, false).muli(mask);
        INDArray common = weightGradient.mul(weights).sum(true, 2);
        INDArray scores = weightGradient.sub(common).muli(weights).muli(temperature);
        INDArray queryGradient = Nd4j.matmul(scores, keys, false, false, false);
        INDArray keyGradient = Nd4j.matmul(scores, queries, true, false, false);
        INDArray projected = Nd4j.concat(0, queryGradient, keyGradient, valueGradient)
                .dup('c')
                .reshape(3, batch, heads, time, size)
                .permute(1, 3, 0, 2, 4)
                .dup('c')
                .reshape(batch * time, 3 * heads * size);
        return projection.backward(projected, gradients);
    }

    /** Queries, keys or values: {@code [batch * heads, time, size]}. */
    private INDArray part(INDArray projected, int which) {
        return projected.get(NDArrayIndex.point(which)).dup('c').reshape(batch * heads, time, size);
    }

    /** {@code [batch * heads, time, size]} to {@code [batch * time, width]} */
    private INDArray beside(INDArray results) {
        return results.dup('c')
                .reshape(batch, heads, time, size)
                .permute(0, 2, 1, 3)
                .dup('c')
                .reshape(batch * time, heads * size);
    }

    /** The way back of {@link #beside}. */
    private INDArray apart(INDArray rows) {
        return rows.dup('c')
                .reshape(batch, time, heads, size)
                .permute(0, 2, 1, 3)
                .dup('c')
                .reshape(batch * heads, time, size);
    }
}
