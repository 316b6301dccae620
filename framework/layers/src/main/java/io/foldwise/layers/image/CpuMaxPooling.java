package io.foldwise.layers.image;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Keeps, in a byte for every result, which element of its window was the largest. */
final class CpuMaxPooling implements Kernel {

    /** Of a window's rows and columns: with more, the number of an element would not fit into a byte. */
    static final int LARGEST_SIZE = 15;

    private final Window window;
    private byte[] holders = new byte[0];

    CpuMaxPooling(Window window) {
        this.window = window;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        WindowRows rows = new WindowRows(window, context.input(), -Float.MAX_VALUE);
        FloatMemory to = FloatMemory.of(output);
        if (holders.length < output.length()) {
            holders = new byte[(int) output.length()];
        }
        int height = (int) output.size(1);
        float[] largest = new float[(int) (output.size(2) * output.size(3))];
        float[] holder = new float[largest.length];
        float[] element = new float[largest.length];
        for (int row = 0; row < output.size(0) * height; row++) {
            rows.read(row / height, row % height);
            Arrays.fill(largest, -Float.MAX_VALUE);
            Arrays.fill(holder, 0);
            raise(rows, element, largest, holder);
            to.write(row * largest.length, largest, 0, largest.length);
            for (int i = 0; i < holder.length; i++) {
                holders[row * holder.length + i] = (byte) holder[i];
            }
        }
    }

    private void raise(WindowRows rows, float[] element, float[] largest, float[] holder) {
        for (int i = 0; i < window.size(); i++) {
            for (int j = 0; j < window.size(); j++) {
                rows.gather(i, j, element);
                raise(element, i * window.size() + j, largest, holder, largest.length);
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
        WindowRows rows = new WindowRows(window, gradients.input(), 0);
        rows.zero();
        int[] offsets = new int[window.size() * window.size()];
        Arrays.setAll(offsets, number -> rows.offset(number / window.size(), number % window.size()));
        int height = (int) incoming.size(1);
        int channels = (int) incoming.size(3);
        float[] delta = new float[(int) incoming.size(2) * channels];
        for (int row = 0; row < incoming.size(0) * height; row++) {
            from.read(row * delta.length, delta, 0, delta.length);
            rows.read(row / height, row % height);
            for (int place = 0; place < delta.length; place += channels) {
                int start = rows.start(place / channels);
                spread(delta, place, row * delta.length + place, offsets, rows.array(), start, channels);
            }
            rows.write(row / height, row % height);
        }
    }

    private void spread(float[] delta, int place, int holder, int[] offsets, float[] to, int start, int channels) {
        for (int channel = 0; channel < channels; channel++) {
            to[start + channel + offsets[holders[holder + channel] & 0xFF]] += delta[place + channel];
        }
    }
}
