package io.foldwise.layers.picture;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The formula by ND4J. */
final class PortableMish implements Kernel {

    @Override
    public void forward(Pass pass, INDArray output) {
        output.assign(pass.input().mul(weight(pass.input())));
    }

    @Override
    public void backward(Pass pass, Gradients gradients) {
        INDArray x = pass.input();
        INDArray weight = weight(x);
        INDArray slope =
                weight.mul(weight).rsubi(1).muli(x).muli(Transforms.sigmoid(x)).addi(weight);
        gradients.input().assign(slope.muli(gradients.output()));
    }

    private static INDArray weight(INDArray x) {
        return Transforms.tanh(Transforms.softPlus(x), false);
    }
}
