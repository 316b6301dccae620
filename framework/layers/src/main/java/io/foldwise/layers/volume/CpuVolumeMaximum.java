package io.foldwise.layers.volume;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.image.Window;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Keeps, in a byte for every result, which voxel of its cube was the largest. */
final class CpuVolumeMaximum implements Kernel {

    private final Window window;
    private byte[] holders = new byte[0];

    CpuVolumeMaximum(Window window) {
        this.window = window;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        CubeRows rows = new CubeRows(window, context.input(), -Float.MAX_VALUE);
        int[] offsets = rows.offsets();
        FloatMemory to = FloatMemory.of(output);
        if (holders.length < output.length()) {
            holders = new byte[(int) output.length()];
        }
        int planes = (int) output.size(1);
        int height = (int) output.size(2);
        float[] largest = new float[(int) (output.size(3) * output.size(4))];
        float[] holder = new float[largest.length];
        float[] voxel = new float[largest.length];
        for (int row = 0; row < output.size(0) * planes * height; row++) {
            rows.read(row / height / planes, row / height % planes, row % height);
            rows.gather(0, largest);
            Arrays.fill(holder, 0);
            for (int number = 1; number < offsets.length; number++) {
                rows.gather(offsets[number], voxel);
                raise(voxel, number, largest, holder, largest.length);
            }
            to.write(row * largest.length, largest, 0, largest.length);
            for (int i = 0; i < holder.length; i++) {
                holders[row * holder.length + i] = (byte) holder[i];
            }
        }
    }

    private static void raise(float[] values, float number, float[] largest, float[] holder, int count) {
        for (int i = 0; i < count; i++) {
            float larger = AlignedLoops.sharpStep(values[i] - largest[i]);
            largest[i] = Math.max(largest[i], values[i]);
            holder[i] += larger * (number - holder[i]);
        }
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray incoming = gradients.output();
        FloatMemory from = FloatMemory.of(incoming);
        CubeRows rows = new CubeRows(window, gradients.input(), 0);
        rows.zero();
        int[] offsets = rows.offsets();
        int planes = (int) incoming.size(1);
        int height = (int) incoming.size(2);
        int channels = (int) incoming.size(4);
        float[] delta = new float[(int) incoming.size(3) * channels];
        for (int row = 0; row < incoming.size(0) * planes * height; row++) {
            from.read(row * delta.length, delta, 0, delta.length);
            rows.read(row / height / planes, row / height % planes, row % height);
            for (int place = 0; place < delta.length; place += channels) {
                int start = rows.start(place / channels);
                spread(delta, place, row * delta.length + place, offsets, rows.array(), start, channels);
            }
            rows.write(row / height / planes, row / height % planes, row % height);
        }
    }

    private void spread(float[] delta, int place, int holder, int[] offsets, float[] to, int start, int channels) {
        for (int channel = 0; channel < channels; channel++) {
            to[start + channel + offsets[holders[holder + channel] & 0xFF]] += delta[place + channel];
        }
    }
}
