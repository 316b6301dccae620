package io.foldwise.layers.pooling;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.kernel.SequenceLengths;
import io.foldwise.layers.portable.TimeAxis;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * All reductions by ND4J as weighted sums over time: {@code y = sum_t w_t x_t}, where the weights, {@code 1 / length}, one
 * at the last step, or one at the maximum, are constants for the gradient.
 */
final class PortableTimePooling implements Kernel {

    private final TimePooling.Reduction reduction;

    PortableTimePooling(TimePooling.Reduction reduction) {
        this.reduction = reduction;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        output.assign(context.input().mul(weights(context)).sum(1));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray incoming = gradients.output();
        INDArray everyStep = incoming.reshape(incoming.size(0), 1, incoming.size(1));
        gradients.input().assign(weights(context).mul(everyStep));
    }

    /** {@code [batch, time, channels]} or, where all channels agree, {@code [batch, time, 1]} */
    private INDArray weights(LayerContext context) {
        DataType type = context.input().dataType();
        SequenceLengths lengths = context.lengths();
        INDArray real = lengths.mask(type);
        return switch (reduction) {
            case MEAN -> real.div(Transforms.max(lengths.column(type), 1, true).reshape(context.batch(), 1, 1));
            case LAST -> TimeAxis.oneAt(lengths.column(type).subi(1).reshape(context.batch(), 1, 1), context.time());
            case MAX -> TimeAxis.oneAtMaximum(context.input(), real);
        };
    }
}
