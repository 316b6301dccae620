package io.foldwise.layers.volume;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** The sums of a convolution by ND4J's operation. */
final class PortableVolumeConvolution implements Kernel {

    private static final int GIVEN_FRAME = 0;
    private static final int CHANNELS_LAST = 1;
    private static final int KERNEL_DEPTH_HEIGHT_WIDTH_IN_OUT = 0;

    private final int[] options;

    PortableVolumeConvolution(VolumeConvolution.Options options) {
        Extent kernel = options.kernel();
        Extent stride = options.stride();
        Extent padding = options.padding();
        this.options = new int[] {
            kernel.depth(),
            kernel.height(),
            kernel.width(),
            stride.depth(),
            stride.height(),
            stride.width(),
            padding.depth(),
            padding.height(),
            padding.width(),
            1,
            1,
            1,
            GIVEN_FRAME,
            CHANNELS_LAST,
            KERNEL_DEPTH_HEIGHT_WIDTH_IN_OUT
        };
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        Nd4j.exec(DynamicCustomOp.builder("conv3dnew")
                .addInputs(context.input(), context.parameter(VolumeConvolution.WEIGHTS))
                .addOutputs(output)
                .addIntegerArguments(options)
                .build());
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        Nd4j.exec(DynamicCustomOp.builder("conv3dnew_bp")
                .addInputs(context.input(), context.parameter(VolumeConvolution.WEIGHTS), gradients.output())
                .addOutputs(gradients.input(), gradients.parameter(VolumeConvolution.WEIGHTS))
                .addIntegerArguments(options)
                .build());
    }
}
