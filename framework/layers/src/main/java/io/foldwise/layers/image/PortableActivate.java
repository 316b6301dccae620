package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The formulas by ND4J. */
final class PortableActivate implements Kernel {

    private final Activation activation;

    PortableActivate(Activation activation) {
        this.activation = activation;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        INDArray x = context.input();
        output.assign(
                switch (activation) {
                    case IDENTITY -> x;
                    case RELU -> Transforms.relu(x, true);
                    case SIGMOID -> Transforms.sigmoid(x, true);
                    case SWISH -> Transforms.sigmoid(x, true).muli(x);
                });
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        gradients.input().assign(slope(context.input(), gradients.result()).muli(gradients.output()));
    }

    private INDArray slope(INDArray x, INDArray y) {
        return switch (activation) {
            case IDENTITY -> x.mul(0).addi(1);
            case RELU -> y.gt(0).castTo(y.dataType());
            case SIGMOID -> y.rsub(1).muli(y);
            case SWISH -> {
                INDArray sigmoid = Transforms.sigmoid(x, true);
                yield sigmoid.rsub(1).muli(x).addi(1).muli(sigmoid);
            }
        };
    }
}
