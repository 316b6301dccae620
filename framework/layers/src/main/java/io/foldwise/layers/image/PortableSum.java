package io.foldwise.layers.image;

import io.foldwise.layers.kernel.JoinKernel;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The formula by ND4J. */
final class PortableSum implements JoinKernel {

    private final boolean relu;

    PortableSum(boolean relu) {
        this.relu = relu;
    }

    @Override
    public void forward(List<INDArray> inputs, INDArray output) {
        output.assign(inputs.get(0));
        inputs.stream().skip(1).forEach(output::addi);
        if (relu) {
            Transforms.relu(output, false);
        }
    }

    @Override
    public void backward(List<INDArray> inputs, INDArray output, INDArray incoming, List<INDArray> gradients) {
        INDArray passed = relu ? incoming.mul(output.gt(0).castTo(incoming.dataType())) : incoming;
        gradients.forEach(gradient -> gradient.assign(passed));
    }
}
