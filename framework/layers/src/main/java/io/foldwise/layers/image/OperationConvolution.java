package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** The convolution of ND4J: oneDNN or cuDNN where present. */
final class OperationConvolution implements Kernel {

    private static final int SAME = 1;
    private static final int CHANNELS_LAST = 1;
    private static final int KERNEL_HEIGHT_WIDTH_IN_OUT = 0;

    private final int[] options;

    OperationConvolution(int kernelHeight, int kernelWidth, int stride) {
        options = new int[] {
            kernelHeight,
            kernelWidth,
            stride,
            stride,
            0, // padding follows from SAME
            0,
            1, // no dilation
            1,
            SAME,
            CHANNELS_LAST,
            KERNEL_HEIGHT_WIDTH_IN_OUT
        };
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        Nd4j.exec(DynamicCustomOp.builder("conv2d")
                .addInputs(context.input(), context.parameter(Convolution.WEIGHTS))
                .addOutputs(output)
                .addIntegerArguments(options)
                .build());
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        backward(
                context.input(),
                context.parameter(Convolution.WEIGHTS),
                gradients.output(),
                gradients.input(),
                gradients.parameter(Convolution.WEIGHTS));
    }

    /** The gradients by input and weights into the last two arrays. */
    void backward(
            INDArray input, INDArray weights, INDArray incoming, INDArray inputGradient, INDArray weightGradient) {
        Nd4j.exec(DynamicCustomOp.builder("conv2d_bp")
                .addInputs(input, weights, incoming)
                .addOutputs(inputGradient, weightGradient)
                .addIntegerArguments(options)
                .build());
    }
}
