package io.foldwise.layers.image;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.Gemm;
import io.foldwise.layers.cpu.Matrix;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A transposed convolution whose kernels lie one beside the other: what a row of pixels gives for one row of the kernel is a
 * row of the result, and a matrix product.
 */
final class CpuPatchConvolution implements Kernel {

    private final int kernel;
    private final int channels;
    private final int filters;

    CpuPatchConvolution(int kernel, int channels, int filters) {
        this.kernel = kernel;
        this.channels = channels;
        this.filters = filters;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        Rows small = new Rows(context.input());
        Rows large = new Rows(output);
        for (int i = 0; i < kernel; i++) {
            Matrix weights = weights(context.parameter(Convolution.WEIGHTS), i).transpose();
            for (int row = 0; row < small.count; row++) {
                Gemm.multiply(pixels(small, row), weights, patches(large, row * kernel + i, small));
            }
        }
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        Rows small = new Rows(context.input());
        Rows passed = new Rows(gradients.input());
        Rows large = new Rows(gradients.output());
        for (int i = 0; i < kernel; i++) {
            Matrix weights = weights(context.parameter(Convolution.WEIGHTS), i);
            Matrix gradient = weights(gradients.parameter(Convolution.WEIGHTS), i);
            for (int row = 0; row < small.count; row++) {
                Matrix incoming = patches(large, row * kernel + i, small);
                Gemm.multiply(1, incoming, weights, i == 0 ? 0 : 1, pixels(passed, row));
                Gemm.multiply(1, incoming.transpose(), pixels(small, row), row == 0 ? 0 : 1, gradient);
            }
        }
    }

    /** A row of the kernel, {@code [kernel * filters, channels]}. */
    private Matrix weights(INDArray array, int row) {
        int height = kernel * filters;
        return Matrix.of(FloatMemory.of(array), row * height * channels, height, channels);
    }

    private Matrix pixels(Rows small, int row) {
        return Matrix.of(small.memory, row * small.width * channels, small.width, channels);
    }

    private Matrix patches(Rows large, int row, Rows small) {
        int columns = kernel * filters;
        return Matrix.of(large.memory, row * small.width * columns, small.width, columns);
    }

    /** The rows of all images of a batch. */
    private static final class Rows {

        private final FloatMemory memory;
        private final int count;
        private final int width;

        Rows(INDArray images) {
            memory = FloatMemory.of(images);
            count = (int) (images.size(0) * images.size(1));
            width = (int) images.size(2);
        }
    }
}
