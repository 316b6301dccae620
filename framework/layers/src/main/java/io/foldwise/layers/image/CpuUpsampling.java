package io.foldwise.layers.image;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.image.Interpolation.Axis;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Stretches every row once, and mixes stretched rows; on the way back, mixes rows before it shortens them. */
final class CpuUpsampling implements Kernel {

    private static final int NONE = -1;

    private final Interpolation interpolation;

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
        Taps rows = Taps.enlarging(axis(from, to, 1));
        ResampledRow columns = new ResampledRow(Taps.enlarging(axis(from, to, 2)), (int) from.size(3));
        FloatMemory small = FloatMemory.of(from);
        FloatMemory large = FloatMemory.of(to);
        float[] narrow = new float[(int) (from.size(2) * from.size(3))];
        float[][] stretched = new float[2][columns.length()];
        int[] held = {NONE, NONE};
        float[] mixed = new float[columns.length()];
        for (int row = 0; row < from.size(0) * rows.length(); row++) {
            int image = row / rows.length() * (int) from.size(1);
            int place = row % rows.length();
            for (int tap = 0; tap < rows.count(); tap++) {
                int number = image + rows.place(tap, place);
                if (held[number % 2] != number && rows.weight(tap, place) != 0) {
                    small.read(number * narrow.length, narrow, 0, narrow.length);
                    columns.apply(narrow, stretched[number % 2]);
                    held[number % 2] = number;
                }
            }
            float[] low = stretched[(image + rows.place(0, place)) % 2];
            if (rows.weight(0, place) == 1) {
                large.write(row * mixed.length, low, 0, mixed.length);
            } else {
                float[] high = stretched[(image + rows.place(1, place)) % 2];
                mix(rows.weight(0, place), low, rows.weight(1, place), high, mixed, mixed.length);
                large.write(row * mixed.length, mixed, 0, mixed.length);
            }
        }
    }

    private static void mix(float share, float[] low, float otherShare, float[] high, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = Math.fma(otherShare, high[i], share * low[i]);
        }
    }

    /** The way back of {@link #enlarge}, for gradients. */
    void reduce(INDArray from, INDArray to) {
        Taps rows = Taps.reducing(axis(to, from, 1));
        ResampledRow columns = new ResampledRow(Taps.reducing(axis(to, from, 2)), (int) from.size(3));
        FloatMemory large = FloatMemory.of(from);
        FloatMemory small = FloatMemory.of(to);
        float[] line = new float[(int) (from.size(2) * from.size(3))];
        float[] sum = new float[line.length];
        float[] narrow = new float[columns.length()];
        for (int row = 0; row < to.size(0) * rows.length(); row++) {
            int image = row / rows.length() * (int) from.size(1);
            Arrays.fill(sum, 0);
            for (int tap = 0; tap < rows.count(); tap++) {
                float weight = rows.weight(tap, row % rows.length());
                if (weight != 0) {
                    large.read((image + rows.place(tap, row % rows.length())) * line.length, line, 0, line.length);
                    AlignedLoops.addScaled(weight, line, sum, line.length);
                }
            }
            columns.apply(sum, narrow);
            small.write(row * narrow.length, narrow, 0, narrow.length);
        }
    }

    private Axis axis(INDArray small, INDArray large, int dimension) {
        return interpolation.axis((int) small.size(dimension), (int) large.size(dimension));
    }
}
