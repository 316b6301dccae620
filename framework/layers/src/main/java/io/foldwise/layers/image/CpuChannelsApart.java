package io.foldwise.layers.image;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Turns signal by signal on the heap. */
final class CpuChannelsApart implements Kernel {

    private final int channels;

    CpuChannelsApart(int channels) {
        this.channels = channels;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        turn(context.input(), output, context.batch(), context.time(), channels);
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        turn(gradients.output(), gradients.input(), context.batch(), channels, context.time());
    }

    /** {@code [batch, rows, columns]} to {@code [batch, columns, rows]}. */
    private static void turn(INDArray array, INDArray turned, int batch, int rows, int columns) {
        FloatMemory from = FloatMemory.of(array);
        FloatMemory to = FloatMemory.of(turned);
        float[] read = new float[rows * columns];
        float[] written = new float[read.length];
        for (int sample = 0; sample < batch; sample++) {
            from.read(sample * read.length, read, 0, read.length);
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    written[column * rows + row] = read[row * columns + column];
                }
            }
            to.write(sample * read.length, written, 0, read.length);
        }
    }
}
