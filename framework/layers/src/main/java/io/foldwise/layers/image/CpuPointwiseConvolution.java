package io.foldwise.layers.image;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.Gemm;
import io.foldwise.layers.cpu.Matrix;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution by a kernel of one element: a matrix product for all elements of all images at once. */
final class CpuPointwiseConvolution implements Kernel {

    private final int channels;
    private final int filters;

    CpuPointwiseConvolution(int channels, int filters) {
        this.channels = channels;
        this.filters = filters;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        Gemm.multiply(
                rows(context.input(), channels),
                weights(context.parameter(Convolution.WEIGHTS)),
                rows(output, filters));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        Matrix incoming = rows(gradients.output(), filters);
        Matrix weights = weights(context.parameter(Convolution.WEIGHTS));
        Matrix weightGradient = weights(gradients.parameter(Convolution.WEIGHTS));
        Gemm.multiply(incoming, weights.transpose(), rows(gradients.input(), channels));
        Gemm.multiply(rows(context.input(), channels).transpose(), incoming, weightGradient);
    }

    private Matrix weights(INDArray array) {
        return Matrix.of(FloatMemory.of(array), channels, filters);
    }

    private static Matrix rows(INDArray images, int columns) {
        return Matrix.of(FloatMemory.of(images), (int) (images.length() / columns), columns);
    }
}
