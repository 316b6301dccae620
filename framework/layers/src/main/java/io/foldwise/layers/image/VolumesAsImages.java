package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.kernel.VolumeTypes;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lets a kernel that treats all places alike see volumes {@code [batch, depth, height, width, channels]} as images
 * {@code [batch, depth * height, width, channels]}. Other arrays pass as they are.
 */
final class VolumesAsImages implements Kernel {

    private final Kernel kernel;

    VolumesAsImages(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        kernel.forward(images(context), images(output));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        kernel.backward(
                images(context),
                new Gradients(
                        images(gradients.result()),
                        images(gradients.output()),
                        images(gradients.input()),
                        gradients.inputWanted(),
                        gradients.parameters()));
    }

    private static LayerContext images(LayerContext context) {
        return new LayerContext(
                images(context.input()), context.lengths(), context.parameters(), context.training(), context.key());
    }

    static INDArray images(INDArray array) {
        return array.rank() == VolumeTypes.RANK
                ? array.reshape('c', array.size(0), array.size(1) * array.size(2), array.size(3), array.size(4))
                : array;
    }
}
