package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Copies all sequences at once, by ND4J. */
final class PortableSequenceToImage implements Kernel {

    private final int length;

    PortableSequenceToImage(int length) {
        this.length = length;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        output.assign(images(context).reshape('c', output.shape()));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray results = images(context);
        INDArray incoming = gradients.output().reshape('c', results.shape());
        INDArray slopes = results.mul(results.rsub(1)).muli(incoming);
        INDArray input = gradients.input().assign(0);
        input.get(shared(context)).assign(slopes.get(shared(context)));
        input.muli(context.lengths().mask(input.dataType()));
    }

    /** {@code [batch, length, channels]} */
    private INDArray images(LayerContext context) {
        INDArray real =
                context.input().mul(context.lengths().mask(context.input().dataType()));
        INDArray rows = Nd4j.zeros(real.dataType(), real.size(0), length, real.size(2));
        rows.get(shared(context)).assign(real.get(shared(context)));
        return Transforms.sigmoid(rows, false);
    }

    /** The steps that both sequences and images have. */
    private INDArrayIndex[] shared(LayerContext context) {
        return new INDArrayIndex[] {
            NDArrayIndex.all(), NDArrayIndex.interval(0, Math.min(length, context.time())), NDArrayIndex.all()
        };
    }
}
