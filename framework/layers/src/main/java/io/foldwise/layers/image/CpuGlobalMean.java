package io.foldwise.layers.image;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sums up tiles of whole pixels. */
final class CpuGlobalMean implements Kernel {

    private static final int SUMMED_TILES = 64;

    private final int channels;
    private final ChannelTiles tiles;
    private final float[] values;
    private final float[] sum;
    private final float[] perChannel;

    CpuGlobalMean(int channels) {
        this.channels = channels;
        tiles = new ChannelTiles(channels);
        values = tiles.empty();
        sum = tiles.empty();
        perChannel = new float[channels];
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        FloatMemory from = FloatMemory.of(context.input());
        FloatMemory to = FloatMemory.of(output);
        int batch = context.batch();
        int image = (int) from.size() / batch;
        for (int i = 0; i < batch; i++) {
            double[] total = sums(from, i * image, (i + 1) * image);
            for (int channel = 0; channel < channels; channel++) {
                perChannel[channel] = (float) (total[channel] * channels / image);
            }
            to.write(i * channels, perChannel, 0, channels);
        }
    }

    private double[] sums(FloatMemory from, int first, int end) {
        double[] total = new double[channels];
        Arrays.fill(sum, 0);
        int summed = 0;
        for (int start = first; start < end; start += values.length) {
            int count = Math.min(values.length, end - start);
            from.read(start, values, 0, count);
            AlignedLoops.add(values, sum, count);
            if (++summed % SUMMED_TILES == 0) {
                tiles.empty(sum, total);
            }
        }
        tiles.empty(sum, total);
        return total;
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        FloatMemory from = FloatMemory.of(gradients.output());
        FloatMemory to = FloatMemory.of(gradients.input());
        int batch = context.batch();
        int image = (int) to.size() / batch;
        for (int i = 0; i < batch; i++) {
            from.read(i * channels, perChannel, 0, channels);
            for (int channel = 0; channel < channels; channel++) {
                perChannel[channel] *= (float) channels / image;
            }
            tiles.spread(perChannel, values);
            int end = (i + 1) * image;
            for (int start = i * image; start < end; start += values.length) {
                to.write(start, values, 0, Math.min(values.length, end - start));
            }
        }
    }
}
