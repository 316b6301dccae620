package io.foldwise.layers.cpu;

import java.util.Arrays;

/**
 * Layer normalization of rows on the heap, forward and backward: {@code y = (x - mean) / sqrt(variance + epsilon) gain +
 * shift}, with mean and variance over the row (Ba, Kiros, Hinton: Layer normalization, 2016). Gains, shifts and their
 * gradients are spread out over as many rows as are worked on at a time, because loops are vectorized only where all
 * arrays go by the same index.
 */
public final class LayerNormRows {

    public static final double EPSILON = 1e-5;

    private final int width;
    private final HeapScratch gains = new HeapScratch();
    private final HeapScratch shifts = new HeapScratch();
    private final HeapScratch gainGradients = new HeapScratch();
    private final HeapScratch shiftGradients = new HeapScratch();
    private int capacity;

    public LayerNormRows(int width) {
        this.width = width;
    }

    /** Takes over the parameters, and sets their gradients to zero, for up to {@code rows} rows at a time. */
    public void begin(FloatMemory gain, FloatMemory shift, int rows) {
        capacity = rows;
        spread(gain, gains.atLeast(rows * width));
        spread(shift, shifts.atLeast(rows * width));
        Arrays.fill(gainGradients.atLeast(rows * width), 0, rows * width, 0);
        Arrays.fill(shiftGradients.atLeast(rows * width), 0, rows * width, 0);
    }

    private void spread(FloatMemory parameter, float[] to) {
        for (int row = 0; row < capacity; row++) {
            parameter.read(0, to, row * width, width);
        }
    }

    /**
     * Normalizes the first {@code rows} rows.
     *
     * @param values the rows, replaced by the normalized ones, which {@link #backward} needs
     * @param scales gets, from {@code at} on, {@code 1 / sqrt(variance + epsilon)} of every row, for {@link #backward}
     * @param output gets the normalized rows with gain and shift
     */
    public void forward(float[] values, int rows, float[] scales, int at, float[] output) {
        for (int row = 0; row < rows; row++) {
            int start = row * width;
            subtract(Loops.sum(values, start, width) / width, values, start, width);
            double variance = Loops.dot(values, start, values, start, width) / (double) width;
            float scale = (float) (1 / Math.sqrt(variance + EPSILON));
            Loops.scale(scale, values, start, width);
            scales[at + row] = scale;
        }
        AlignedLoops.affine(values, gains.array(), shifts.array(), output, rows * width);
    }

    /**
     * Turns the output's gradient into the input's, and adds to the gradients of gain and shift.
     *
     * @param gradient the first {@code rows} rows, replaced
     */
    public void backward(float[] gradient, float[] normalized, int rows, float[] scales, int at) {
        AlignedLoops.addProduct(gradient, normalized, gainGradients.array(), rows * width);
        AlignedLoops.add(gradient, shiftGradients.array(), rows * width);
        AlignedLoops.multiply(gains.array(), gradient, rows * width);
        for (int row = 0; row < rows; row++) {
            int start = row * width;
            float mean = Loops.sum(gradient, start, width) / width;
            float slope = Loops.dot(gradient, start, normalized, start, width) / width;
            project(gradient, normalized, start, width, mean, slope, scales[at + row]);
        }
    }

    /** Writes what {@link #backward} has summed up since {@link #begin}. */
    public void writeGradients(FloatMemory gain, FloatMemory shift) {
        writeSum(gainGradients.array(), gain);
        writeSum(shiftGradients.array(), shift);
    }

    private void writeSum(float[] parts, FloatMemory to) {
        float[] sum = new float[width];
        for (int row = 0; row < capacity; row++) {
            Loops.add(parts, row * width, sum, 0, width);
        }
        to.write(0, sum, 0, width);
    }

    private static void subtract(float mean, float[] values, int start, int count) {
        for (int i = start; i < start + count; i++) {
            values[i] -= mean;
        }
    }

    private static void project(
            float[] gradient, float[] normalized, int start, int count, float mean, float slope, float scale) {
        for (int i = start; i < start + count; i++) {
            gradient[i] = (gradient[i] - mean - normalized[i] * slope) * scale;
        }
    }
}
