package io.foldwise.layers.image;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.Loops;
import io.foldwise.layers.image.Interpolation.Axis;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Stretches every row once, and mixes stretched rows; on the way back, sums up rows before it shortens them. */
final class CpuUpsampling implements Kernel {

    private static final int NONE = -1;

    private final Interpolation interpolation;
    private final HeapScratch narrow = new HeapScratch();
    private final HeapScratch mixed = new HeapScratch();
    private final HeapScratch upper = new HeapScratch();
    private final HeapScratch lower = new HeapScratch();

    CpuUpsampling(Interpolation interpolation) {
        this.interpolation = interpolation;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        enlarge(context.input(), output);
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        reduce(gradients.output(), gradients.input());
    }

    /** Writes images enlarged to the size of the other ones. */
    void enlarge(INDArray from, INDArray to) {
        Axis rows = interpolation.axis((int) from.size(1), (int) to.size(1));
        Axis columns = interpolation.axis((int) from.size(2), (int) to.size(2));
        int channels = (int) from.size(3);
        FloatMemory small = FloatMemory.of(from);
        FloatMemory large = FloatMemory.of(to);
        int length = columns.target() * channels;
        float[] result = mixed.atLeast(length);
        for (int image = 0; image < from.size(0); image++) {
            float[] low = upper.atLeast(length);
            float[] high = lower.atLeast(length);
            int lowRow = NONE;
            int highRow = NONE;
            for (int row = 0; row < rows.target(); row++) {
                if (rows.low()[row] == highRow) {
                    float[] other = low;
                    low = high;
                    high = other;
                    lowRow = highRow;
                    highRow = NONE;
                } else if (rows.low()[row] != lowRow) {
                    lowRow = rows.low()[row];
                    stretch(small, image * rows.length() + lowRow, columns, channels, low);
                }
                float[] line = low;
                if (rows.share()[row] != 0) {
                    if (rows.high()[row] != highRow) {
                        highRow = rows.high()[row];
                        stretch(small, image * rows.length() + highRow, columns, channels, high);
                    }
                    mix((float) rows.share()[row], low, high, result, length);
                    line = result;
                }
                large.write((image * rows.target() + row) * length, line, 0, length);
            }
        }
    }

    private void stretch(FloatMemory images, int row, Axis columns, int channels, float[] to) {
        int length = columns.length() * channels;
        float[] from = narrow.atLeast(length);
        images.read(row * length, from, 0, length);
        for (int place = 0; place < columns.target(); place++) {
            int low = columns.low()[place] * channels;
            float share = (float) columns.share()[place];
            if (share == 0) {
                System.arraycopy(from, low, to, place * channels, channels);
            } else {
                mix(share, from, low, columns.high()[place] * channels, to, place * channels, channels);
            }
        }
    }

    private static void mix(float share, float[] low, float[] high, float[] to, int count) {
        float rest = 1 - share;
        for (int i = 0; i < count; i++) {
            to[i] = Math.fma(share, high[i], rest * low[i]);
        }
    }

    private static void mix(float share, float[] from, int low, int high, float[] to, int start, int count) {
        float rest = 1 - share;
        for (int i = 0; i < count; i++) {
            to[start + i] = Math.fma(share, from[high + i], rest * from[low + i]);
        }
    }

    /** The way back of {@link #enlarge}, for gradients. */
    void reduce(INDArray from, INDArray to) {
        Axis rows = interpolation.axis((int) to.size(1), (int) from.size(1));
        Axis columns = interpolation.axis((int) to.size(2), (int) from.size(2));
        int channels = (int) from.size(3);
        FloatMemory large = FloatMemory.of(from);
        FloatMemory small = FloatMemory.of(to);
        int length = columns.target() * channels;
        float[] line = mixed.atLeast(length);
        for (int image = 0; image < from.size(0); image++) {
            float[] sum = upper.atLeast(length);
            float[] next = lower.atLeast(length);
            Arrays.fill(sum, 0, length, 0);
            Arrays.fill(next, 0, length, 0);
            int done = 0;
            for (int row = 0; row < rows.target(); row++) {
                for (; done < rows.low()[row]; done++) {
                    shorten(sum, small, image * rows.length() + done, columns, channels);
                    float[] other = sum;
                    sum = next;
                    next = other;
                    Arrays.fill(next, 0, length, 0);
                }
                large.read((image * rows.target() + row) * length, line, 0, length);
                float share = (float) rows.share()[row];
                AlignedLoops.addScaled(1 - share, line, sum, length);
                if (share != 0) {
                    AlignedLoops.addScaled(share, line, next, length);
                }
            }
            for (; done < rows.length(); done++) {
                shorten(sum, small, image * rows.length() + done, columns, channels);
                float[] other = sum;
                sum = next;
                next = other;
                Arrays.fill(next, 0, length, 0);
            }
        }
    }

    private void shorten(float[] from, FloatMemory images, int row, Axis columns, int channels) {
        int length = columns.length() * channels;
        float[] to = narrow.atLeast(length);
        Arrays.fill(to, 0, length, 0);
        for (int place = 0; place < columns.target(); place++) {
            float share = (float) columns.share()[place];
            int low = columns.low()[place] * channels;
            if (share == 0) {
                Loops.add(from, place * channels, to, low, channels);
            } else {
                Loops.addScaled(1 - share, from, place * channels, to, low, channels);
                Loops.addScaled(share, from, place * channels, to, columns.high()[place] * channels, channels);
            }
        }
        images.write(row * length, to, 0, length);
    }
}
