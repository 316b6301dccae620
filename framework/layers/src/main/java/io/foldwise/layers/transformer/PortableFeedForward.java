package io.foldwise.layers.transformer;

import io.foldwise.layers.kernel.DropoutRate;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@code relu(x W + b) W + b} */
final class PortableFeedForward implements PortablePart {

    private final Linear hidden;
    private final Linear output;
    private final INDArray mask;
    private INDArray active;

    PortableFeedForward(LayerContext context, TransformerSettings settings) {
        hidden = new Linear(context, TransformerBlock.HIDDEN, TransformerBlock.HIDDEN_BIAS);
        output = new Linear(context, TransformerBlock.OUTPUT, TransformerBlock.OUTPUT_BIAS);
        int units = settings.feedForward();
        mask = PortableMasks.rows(context, new DropoutRate(settings.dropout()), DropoutSite.HIDDEN, units, units + 1);
    }

    @Override
    public INDArray forward(INDArray rows) {
        INDArray units = Transforms.relu(hidden.forward(rows), false);
        active = units.gt(0).castTo(units.dataType());
        return output.forward(units.muli(mask));
    }

    @Override
    public INDArray backward(INDArray gradient, Gradients gradients) {
        INDArray units = output.backward(gradient, gradients);
        return hidden.backward(units.muli(mask).muli(active), gradients);
    }
}
