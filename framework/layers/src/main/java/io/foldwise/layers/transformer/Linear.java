package io.foldwise.layers.transformer;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@code x W + b} on its way through one pass, by ND4J. */
final class Linear {

    private final String weight;
    private final String bias;
    private final LayerContext context;
    private INDArray input;

    Linear(LayerContext context, String weight, String bias) {
        this.context = context;
        this.weight = weight;
        this.bias = bias;
    }

    INDArray forward(INDArray rows) {
        input = rows;
        INDArray offset = context.parameter(bias);
        return rows.mmul(context.parameter(weight)).addi(offset.reshape(1, offset.length()));
    }

    INDArray backward(INDArray gradient, Gradients gradients) {
        gradients.parameter(weight).assign(input.transpose().mmul(gradient));
        gradients.parameter(bias).assign(gradient.sum(0));
        return gradient.mmul(context.parameter(weight).transpose());
    }
}
