package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A convolution for each group of channels and filters, one after another. */
final class GroupedConvolution implements Kernel {

    private final ConvolutionSums sums;
    private final int groups;

    GroupedConvolution(ConvolutionSums sums, int groups) {
        this.sums = sums;
        this.groups = groups;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        INDArray weights = context.parameter(Convolution.WEIGHTS);
        if (groups == 1) {
            sums.forward(context.input(), weights, output);
            return;
        }
        for (int group = 0; group < groups; group++) {
            INDArray part = part(output, group);
            INDArray result = part.ulike();
            sums.forward(copy(context.input(), group), copy(weights, group), result);
            part.assign(result);
        }
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray weights = context.parameter(Convolution.WEIGHTS);
        INDArray weightGradient = gradients.parameter(Convolution.WEIGHTS);
        if (groups == 1) {
            sums.backward(context.input(), weights, gradients.output(), gradients.input(), weightGradient);
            return;
        }
        for (int group = 0; group < groups; group++) {
            INDArray input = copy(context.input(), group);
            INDArray filters = copy(weights, group);
            INDArray inputPart = input.ulike();
            INDArray filterPart = filters.ulike();
            sums.backward(input, filters, copy(gradients.output(), group), inputPart, filterPart);
            part(gradients.input(), group).assign(inputPart);
            part(weightGradient, group).assign(filterPart);
        }
    }

    private INDArray copy(INDArray array, int group) {
        return part(array, group).dup('c');
    }

    private INDArray part(INDArray array, int group) {
        long size = array.size(3) / groups;
        return array.get(
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.interval(group * size, (group + 1) * size));
    }
}
