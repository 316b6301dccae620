package io.foldwise.layers.picture;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Copies all sequences at once, by ND4J. */
final class PortableSequenceToPicture implements Kernel {

    private final int length;

    PortableSequenceToPicture(int length) {
        this.length = length;
    }

    @Override
    public void forward(Pass pass, INDArray output) {
        output.assign(pictures(pass).reshape('c', output.shape()));
    }

    @Override
    public void backward(Pass pass, Gradients gradients) {
        INDArray results = pictures(pass);
        INDArray incoming = gradients.output().reshape('c', results.shape());
        INDArray slopes = results.mul(results.rsub(1)).muli(incoming);
        INDArray input = gradients.input().assign(0);
        input.get(shared(pass)).assign(slopes.get(shared(pass)));
        input.muli(pass.lengths().mask(input.dataType()));
    }

    /** {@code [batch, length, channels]} */
    private INDArray pictures(Pass pass) {
        INDArray real = pass.input().mul(pass.lengths().mask(pass.input().dataType()));
        INDArray rows = Nd4j.zeros(real.dataType(), real.size(0), length, real.size(2));
        rows.get(shared(pass)).assign(real.get(shared(pass)));
        return Transforms.sigmoid(rows, false);
    }

    /** The steps that both sequences and pictures have. */
    private INDArrayIndex[] shared(Pass pass) {
        return new INDArrayIndex[] {
            NDArrayIndex.all(), NDArrayIndex.interval(0, Math.min(length, pass.time())), NDArrayIndex.all()
        };
    }
}
