package io.foldwise.layers.transformer;

import io.foldwise.layers.kernel.DropoutRate;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
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
    public void forward(Pass pass, INDArray output) {
        INDArray rows = feedForward(pass).forward(attention(pass).forward(rows(pass, pass.input())));
        output.assign(real(pass, sequences(rows, output)));
    }

    @Override
    public void backward(Pass pass, Gradients gradients) {
        PortableSublayer attention = attention(pass);
        PortableSublayer feedForward = feedForward(pass);
        feedForward.forward(attention.forward(rows(pass, pass.input())));
        INDArray rows = feedForward.backward(rows(pass, gradients.output()), gradients);
        INDArray input = attention.backward(rows, gradients);
        gradients.input().assign(real(pass, sequences(input, gradients.input())));
    }

    private PortableSublayer attention(Pass pass) {
        return new PortableSublayer(
                new PortableAttention(pass, width, settings),
                settings.norm(),
                pass,
                mask(pass, DropoutSite.ATTENTION_OUTPUT),
                TransformerBlock.ATTENTION_GAIN,
                TransformerBlock.ATTENTION_SHIFT);
    }

    private PortableSublayer feedForward(Pass pass) {
        return new PortableSublayer(
                new PortableFeedForward(pass, settings),
                settings.norm(),
                pass,
                mask(pass, DropoutSite.FEED_FORWARD_OUTPUT),
                TransformerBlock.FEED_FORWARD_GAIN,
                TransformerBlock.FEED_FORWARD_SHIFT);
    }

    private INDArray mask(Pass pass, DropoutSite site) {
        return PortableMasks.rows(pass, new DropoutRate(settings.dropout()), site, width, width);
    }

    /** {@code [batch, time, width]} without what stands in the padding, as {@code [batch * time, width]} */
    private INDArray rows(Pass pass, INDArray sequences) {
        return real(pass, sequences).dup('c').reshape((long) pass.batch() * pass.time(), width);
    }

    private static INDArray sequences(INDArray rows, INDArray like) {
        return rows.dup('c').reshape(like.shape());
    }

    private static INDArray real(Pass pass, INDArray sequences) {
        return sequences.mul(pass.lengths().mask(sequences.dataType()));
    }
}
