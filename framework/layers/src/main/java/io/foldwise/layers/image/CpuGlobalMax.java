package io.foldwise.layers.image;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Goes by tiles of whole pixels, and looks for the place of a maximum only on the way back. */
final class CpuGlobalMax implements Kernel {

    private final int channels;
    private final ChannelTiles tiles;
    private final float[] values;
    private final float[] highest;
    private final float[] perChannel;

    CpuGlobalMax(int channels) {
        this.channels = channels;
        tiles = new ChannelTiles(channels);
        values = tiles.empty();
        highest = tiles.empty();
        perChannel = new float[channels];
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        FloatMemory from = FloatMemory.of(context.input());
        FloatMemory to = FloatMemory.of(output);
        int batch = context.batch();
        int image = (int) from.size() / batch;
        for (int i = 0; i < batch; i++) {
            Arrays.fill(highest, Float.NEGATIVE_INFINITY);
            int end = (i + 1) * image;
            for (int start = i * image; start < end; start += values.length) {
                int count = Math.min(values.length, end - start);
                from.read(start, values, 0, count);
                AlignedLoops.raise(values, highest, count);
            }
            Arrays.fill(perChannel, Float.NEGATIVE_INFINITY);
            for (int place = 0; place < highest.length; place++) {
                perChannel[place % channels] = Math.max(perChannel[place % channels], highest[place]);
            }
            to.write(i * channels, perChannel, 0, channels);
        }
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        FloatMemory from = FloatMemory.of(context.input());
        FloatMemory result = FloatMemory.of(gradients.result());
        FloatMemory incoming = FloatMemory.of(gradients.output());
        FloatMemory to = FloatMemory.of(gradients.input());
        int batch = context.batch();
        int image = (int) to.size() / batch;
        float[] largest = new float[channels];
        to.zero(0, (int) to.size());
        for (int i = 0; i < batch; i++) {
            result.read(i * channels, largest, 0, channels);
            incoming.read(i * channels, perChannel, 0, channels);
            boolean[] found = new boolean[channels];
            int left = channels;
            int end = (i + 1) * image;
            for (int start = i * image; start < end && left > 0; start += values.length) {
                int count = Math.min(values.length, end - start);
                from.read(start, values, 0, count);
                for (int place = 0; place < count; place++) {
                    int channel = place % channels;
                    if (values[place] == largest[channel] && !found[channel]) {
                        found[channel] = true;
                        left--;
                        to.set(start + place, perChannel[channel]);
                    }
                }
            }
        }
    }
}
