package io.foldwise.layers.image;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** The sums of a convolution by ND4J's operation: oneDNN or cuDNN where present. */
final class OperationConvolution implements ConvolutionSums {

    private static final int CHANNELS_LAST = 1;
    private static final int KERNEL_HEIGHT_WIDTH_IN_OUT = 0;

    private final int[] options;

    OperationConvolution(Window rows, Window columns) {
        if (rows.same() != columns.same()) {
            throw new IllegalArgumentException("the frame follows from the stride on both axes or on none");
        }
        options = new int[] {
            rows.size(),
            columns.size(),
            rows.stride(),
            columns.stride(),
            Math.max(0, rows.padding()),
            Math.max(0, columns.padding()),
            rows.dilation(),
            columns.dilation(),
            rows.same() ? 1 : 0,
            CHANNELS_LAST,
            KERNEL_HEIGHT_WIDTH_IN_OUT
        };
    }

    @Override
    public void forward(INDArray input, INDArray weights, INDArray output) {
        Nd4j.exec(DynamicCustomOp.builder("conv2d")
                .addInputs(input, weights)
                .addOutputs(output)
                .addIntegerArguments(options)
                .build());
    }

    @Override
    public void backward(
            INDArray input, INDArray weights, INDArray incoming, INDArray inputGradient, INDArray weightGradient) {
        Nd4j.exec(DynamicCustomOp.builder("conv2d_bp")
                .addInputs(input, weights, incoming)
                .addOutputs(inputGradient, weightGradient)
                .addIntegerArguments(options)
                .build());
    }
}
