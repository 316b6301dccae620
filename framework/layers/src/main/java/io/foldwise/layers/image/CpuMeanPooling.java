package io.foldwise.layers.image;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.Loops;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sums up windows on the heap, one row of windows after another. */
final class CpuMeanPooling implements Kernel {

    private final Window window;
    private final boolean countFrame;

    CpuMeanPooling(Window window, boolean countFrame) {
        this.window = window;
        this.countFrame = countFrame;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        WindowRows rows = new WindowRows(window, context.input(), 0);
        FloatMemory to = FloatMemory.of(output);
        int height = (int) output.size(1);
        int channels = (int) output.size(3);
        float[] vertical = shares(height, context.input().size(1));
        float[] horizontal = spread(shares((int) output.size(2), context.input().size(2)), channels);
        float[] element = new float[horizontal.length];
        float[] means = new float[horizontal.length];
        for (int row = 0; row < output.size(0) * height; row++) {
            rows.read(row / height, row % height);
            Arrays.fill(means, 0);
            for (int i = 0; i < window.size(); i++) {
                for (int j = 0; j < window.size(); j++) {
                    rows.gather(i, j, element);
                    AlignedLoops.addScaled(vertical[row % height], element, means, means.length);
                }
            }
            AlignedLoops.multiply(horizontal, means, means.length);
            to.write(row * means.length, means, 0, means.length);
        }
    }

    private static float[] spread(float[] ofPixels, int channels) {
        float[] ofElements = new float[ofPixels.length * channels];
        for (int i = 0; i < ofElements.length; i++) {
            ofElements[i] = ofPixels[i / channels];
        }
        return ofElements;
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray incoming = gradients.output();
        FloatMemory from = FloatMemory.of(incoming);
        WindowRows rows = new WindowRows(window, gradients.input(), 0);
        rows.zero();
        int height = (int) incoming.size(1);
        int channels = (int) incoming.size(3);
        float[] vertical = shares(height, context.input().size(1));
        float[] horizontal = shares((int) incoming.size(2), context.input().size(2));
        float[] delta = new float[(int) incoming.size(2) * channels];
        for (int row = 0; row < incoming.size(0) * height; row++) {
            from.read(row * delta.length, delta, 0, delta.length);
            rows.read(row / height, row % height);
            for (int column = 0; column < horizontal.length; column++) {
                float share = vertical[row % height] * horizontal[column];
                for (int i = 0; i < window.size(); i++) {
                    for (int j = 0; j < window.size(); j++) {
                        int to = rows.start(column) + rows.offset(i, j);
                        Loops.addScaled(share, delta, column * channels, rows.array(), to, channels);
                    }
                }
            }
            rows.write(row / height, row % height);
        }
    }

    /** What an element counts, by the window's place along one axis. */
    private float[] shares(int windows, long length) {
        float[] shares = new float[windows];
        for (int place = 0; place < windows; place++) {
            shares[place] = 1f / window.counted(place, length, countFrame);
        }
        return shares;
    }
}
