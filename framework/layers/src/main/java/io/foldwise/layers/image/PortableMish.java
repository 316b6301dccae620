package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The formula by ND4J. */
final class PortableMish implements Kernel {

    @Override
    public void forward(LayerContext context, INDArray output) {
        output.assign(context.input().mul(weight(context.input())));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray x = context.input();
        INDArray weight = weight(x);
        INDArray slope =
                weight.mul(weight).rsubi(1).muli(x).muli(Transforms.sigmoid(x)).addi(weight);
        gradients.input().assign(slope.muli(gradients.output()));
    }

    private static INDArray weight(INDArray x) {
        return Transforms.tanh(Transforms.softPlus(x), false);
    }
}
