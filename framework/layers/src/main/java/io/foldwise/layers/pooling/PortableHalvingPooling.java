package io.foldwise.layers.pooling;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.portable.TimeAxis;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Window by window over the whole batch, by ND4J: weighted sums, where the weight of every maximum is one. */
final class PortableHalvingPooling implements Kernel {

    @Override
    public void forward(LayerContext context, INDArray output) {
        for (int half = 0; half < output.size(1); half++) {
            INDArray window = window(context.input(), half);
            output.get(all(), point(half), all())
                    .assign(window.mul(weights(context, half)).sum(1));
        }
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        gradients.input().assign(0);
        INDArray output = gradients.output();
        for (int half = 0; half < output.size(1); half++) {
            INDArray incoming = output.get(all(), interval(half, half + 1L), all());
            window(gradients.input(), half).addi(weights(context, half).mul(incoming));
        }
    }

    /** Zero where a step is not real, as it is in the output. */
    private static INDArray weights(LayerContext context, int half) {
        INDArray real = window(context.lengths().mask(context.input().dataType()), half);
        return TimeAxis.oneAtMaximum(window(context.input(), half), real);
    }

    private static INDArray window(INDArray sequences, int half) {
        long first = (long) half * HalvingPooling.STRIDE;
        return sequences.get(all(), interval(first, Math.min(first + HalvingPooling.WIDTH, sequences.size(1))), all());
    }
}
