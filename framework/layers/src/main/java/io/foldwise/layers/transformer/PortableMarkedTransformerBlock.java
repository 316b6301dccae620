package io.foldwise.layers.transformer;

import io.foldwise.layers.kernel.DropoutRate;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Attention on all rows, padding included, the feed-forward part on those that are asked for, by ND4J. */
final class PortableMarkedTransformerBlock implements Kernel {

    private final int width;
    private final TransformerSettings settings;

    PortableMarkedTransformerBlock(int width, TransformerSettings settings) {
        this.width = width;
        this.settings = settings;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        Pass pass = new Pass(context);
        output.assign(pass.real(pass.forward()).reshape(output.shape()));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        Pass pass = new Pass(context);
        pass.forward();
        INDArray rows = pass.attention.backward(
                pass.spread(pass.feedForward.backward(pass.real(pass.rows(gradients.output())), gradients)), gradients);
        INDArray input = gradients.input();
        input.assign(0);
        input.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, width))
                .assign(rows.dup('c')
                        .reshape(input.size(0), input.size(1), width)
                        .mul(context.lengths().mask(rows.dataType())));
    }

    /** One pass of a batch. */
    private final class Pass {

        private final LayerContext context;
        private final LayerContext askedContext;
        private final AskedSteps asked;
        private final PortableSublayer attention;
        private final PortableSublayer feedForward;

        Pass(LayerContext context) {
            this.context = context;
            asked = AskedSteps.of(context.input());
            askedContext = context.with(asked.lengths());
            attention = new PortableSublayer(
                    new PortableAttention(context, width, settings),
                    settings.norm(),
                    context,
                    mask(context, DropoutSite.ATTENTION_OUTPUT),
                    TransformerBlock.ATTENTION_GAIN,
                    TransformerBlock.ATTENTION_SHIFT);
            feedForward = new PortableSublayer(
                    new PortableFeedForward(askedContext, settings),
                    settings.norm(),
                    askedContext,
                    mask(askedContext, DropoutSite.FEED_FORWARD_OUTPUT),
                    TransformerBlock.FEED_FORWARD_GAIN,
                    TransformerBlock.FEED_FORWARD_SHIFT);
        }

        private INDArray mask(LayerContext of, DropoutSite site) {
            return PortableMasks.rows(of, new DropoutRate(settings.dropout()), site, width, width);
        }

        /** {@code [batch * most, width]} */
        INDArray forward() {
            INDArray values = context.input()
                    .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, width))
                    .mul(context.lengths().mask(context.input().dataType()));
            return feedForward.forward(gather(attention.forward(rows(values))));
        }

        INDArray rows(INDArray sequences) {
            return sequences.dup('c').reshape(sequences.length() / width, width);
        }

        /** Rows that are asked for, zeros in the place of others. */
        INDArray real(INDArray rows) {
            return rows.reshape(context.batch(), asked.most(), width)
                    .mul(askedContext.lengths().mask(rows.dataType()))
                    .reshape(rows.shape());
        }

        private INDArray gather(INDArray rows) {
            INDArray some = Nd4j.zeros(rows.dataType(), (long) context.batch() * asked.most(), width);
            move(rows, some, true);
            return some;
        }

        INDArray spread(INDArray some) {
            INDArray rows = Nd4j.zeros(some.dataType(), (long) context.batch() * context.time(), width);
            move(rows, some, false);
            return rows;
        }

        private void move(INDArray rows, INDArray some, boolean gathering) {
            for (int sample = 0; sample < context.batch(); sample++) {
                int[] steps = asked.steps()[sample];
                for (int i = 0; i < steps.length; i++) {
                    INDArray row = rows.getRow((long) sample * context.time() + steps[i]);
                    INDArray place = some.getRow((long) sample * asked.most() + i);
                    if (gathering) {
                        place.assign(row);
                    } else {
                        row.assign(place);
                    }
                }
            }
        }
    }
}
