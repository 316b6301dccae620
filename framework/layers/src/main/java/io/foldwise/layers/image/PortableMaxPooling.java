package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Goes over the elements of a window, with all windows at once. */
final class PortableMaxPooling implements Kernel {

    private final Window window;

    PortableMaxPooling(Window window) {
        this.window = window;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        FramedImages images = new FramedImages(context.input(), window, Double.NEGATIVE_INFINITY);
        output.assign(Double.NEGATIVE_INFINITY);
        for (int row = 0; row < window.size(); row++) {
            for (int column = 0; column < window.size(); column++) {
                output.assign(Transforms.max(output, images.element(row, column).dup('c'), true));
            }
        }
    }

    /** The gradient goes to the first element of a window that is equal to the maximum. */
    @Override
    public void backward(LayerContext context, Gradients gradients) {
        FramedImages images = new FramedImages(context.input(), window, Double.NEGATIVE_INFINITY);
        FramedImages sums = new FramedImages(Nd4j.zerosLike(context.input()), window, 0);
        INDArray left = gradients.output().dup('c');
        for (int row = 0; row < window.size(); row++) {
            for (int column = 0; column < window.size(); column++) {
                INDArray largest = images.element(row, column).dup('c').eq(gradients.result());
                INDArray taken = left.mul(largest.castTo(left.dataType()));
                left.subi(taken);
                sums.element(row, column).addi(taken);
            }
        }
        gradients.input().assign(sums.images());
    }
}
