package io.foldwise.layers.volume;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.Gemm;
import io.foldwise.layers.cpu.Matrix;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a row of voxels gives for one row of the kernel is a row of the result, and a matrix product: {@code [width, channels]} by
 * {@code [channels, factor * filters]}.
 */
final class CpuVolumePatches implements Kernel {

    private final int factor;
    private final int channels;
    private final int filters;

    CpuVolumePatches(int factor, int channels, int filters) {
        this.factor = factor;
        this.channels = channels;
        this.filters = filters;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        Rows small = new Rows(context.input());
        FloatMemory large = FloatMemory.of(output);
        FloatMemory weights = FloatMemory.of(context.parameter(VolumeConvolution.WEIGHTS));
        for (int part = 0; part < factor * factor; part++) {
            Matrix kernel = kernel(weights, part).transpose();
            for (int row = 0; row < small.count; row++) {
                Gemm.multiply(small.voxels(row), kernel, patches(large, small, row, part));
            }
        }
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        Rows small = new Rows(context.input());
        Rows passed = new Rows(gradients.input());
        FloatMemory large = FloatMemory.of(gradients.output());
        FloatMemory weights = FloatMemory.of(context.parameter(VolumeConvolution.WEIGHTS));
        FloatMemory weightGradient = FloatMemory.of(gradients.parameter(VolumeConvolution.WEIGHTS));
        for (int part = 0; part < factor * factor; part++) {
            Matrix kernel = kernel(weights, part);
            Matrix gradient = kernel(weightGradient, part);
            for (int row = 0; row < small.count; row++) {
                Matrix incoming = patches(large, small, row, part);
                Gemm.multiply(1, incoming, kernel, part == 0 ? 0 : 1, passed.voxels(row));
                Gemm.multiply(1, incoming.transpose(), small.voxels(row), row == 0 ? 0 : 1, gradient);
            }
        }
    }

    /** A row of the kernel, {@code [factor * filters, channels]}. */
    private Matrix kernel(FloatMemory weights, int part) {
        int height = factor * filters;
        return Matrix.of(weights, (long) part * height * channels, height, channels);
    }

    /** What a row of voxels gives for a row of the kernel: its plane and row are the two digits of {@code part}. */
    private Matrix patches(FloatMemory large, Rows small, int row, int part) {
        int plane = row / small.height * factor + part / factor;
        long place = (long) plane * small.height * factor + row % small.height * factor + part % factor;
        int columns = factor * filters;
        return Matrix.of(large, place * small.width * columns, small.width, columns);
    }

    /** The rows of all planes of all volumes of a batch. */
    private final class Rows {

        private final FloatMemory memory;
        private final int height;
        private final int width;
        private final int count;

        Rows(INDArray volumes) {
            memory = FloatMemory.of(volumes);
            height = (int) volumes.size(2);
            width = (int) volumes.size(3);
            count = (int) (volumes.size(0) * volumes.size(1)) * height;
        }

        Matrix voxels(int row) {
            return Matrix.of(memory, (long) row * width * channels, width, channels);
        }
    }
}
