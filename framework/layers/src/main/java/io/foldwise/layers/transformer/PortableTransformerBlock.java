package io.foldwise.layers.transformer;

import io.foldwise.layers.kernel.DropoutRate;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Both parts on all rows, padding included, by ND4J; the backward pass computes the forward pass again. */
final class PortableTransformerBlock implements Kernel {

    private final int width;
    private final TransformerSettings settings;

    PortableTransformerBlock(int width, TransformerSettings settings) {
        this.width = width;
        this.settings = settings;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        INDArray rows = feedForward(context).forward(attention(context).forward(rows(context, context.input())));
        output.assign(real(context, sequences(rows, output)));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        PortableSublayer attention = attention(context);
        PortableSublayer feedForward = feedForward(context);
        feedForward.forward(attention.forward(rows(context, context.input())));
        INDArray rows = feedForward.backward(rows(context, gradients.output()), gradients);
        INDArray input = attention.backward(rows, gradients);
        gradients.input().assign(real(context, sequences(input, gradients.input())));
    }

    private PortableSublayer attention(LayerContext context) {
        return new PortableSublayer(
                new PortableAttention(context, width, settings),
                settings.norm(),
                context,
                mask(context, DropoutSite.ATTENTION_OUTPUT),
                TransformerBlock.ATTENTION_GAIN,
                TransformerBlock.ATTENTION_SHIFT);
    }

    private PortableSublayer feedForward(LayerContext context) {
        return new PortableSublayer(
                new PortableFeedForward(context, settings),
                settings.norm(),
                context,
                mask(context, DropoutSite.FEED_FORWARD_OUTPUT),
                TransformerBlock.FEED_FORWARD_GAIN,
                TransformerBlock.FEED_FORWARD_SHIFT);
    }

    private INDArray mask(LayerContext context, DropoutSite site) {
        return PortableMasks.rows(context, new DropoutRate(settings.dropout()), site, width, width);
    }

    /** {@code [batch, time, width]} without what stands in the padding, as {@code [batch * time, width]} */
    private INDArray rows(LayerContext context, INDArray sequences) {
        return real(context, sequences).dup('c').reshape((long) context.batch() * context.time(), width);
    }

    private static INDArray sequences(INDArray rows, INDArray like) {
        return rows.dup('c').reshape(like.shape());
    }

    private static INDArray real(LayerContext context, INDArray sequences) {
        return sequences.mul(context.lengths().mask(sequences.dataType()));
    }
}
