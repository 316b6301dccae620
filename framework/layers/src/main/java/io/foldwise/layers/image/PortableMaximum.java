package io.foldwise.layers.image;

import io.foldwise.layers.kernel.JoinKernel;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The formula by ND4J. */
final class PortableMaximum implements JoinKernel {

    @Override
    public void forward(List<INDArray> inputs, INDArray output) {
        output.assign(Transforms.max(inputs.get(0), inputs.get(1), true));
    }

    @Override
    public void backward(List<INDArray> inputs, INDArray output, INDArray incoming, List<INDArray> gradients) {
        INDArray difference = inputs.get(0).sub(inputs.get(1));
        INDArray share = Transforms.sign(difference, true).addi(1).muli(0.5);
        gradients.get(0).assign(incoming.mul(share));
        gradients.get(1).assign(incoming.mul(share.rsub(1)));
    }
}
