package io.foldwise.layers.cpu;

/**
 * Layer normalization of rows on the heap: {@code y = (x - mean) / sqrt(variance + epsilon) * gain + bias}, mean and
 * variance over a row. Keeps the normalized rows for the way back.
 */
public final class RowNormalization {

    public static final float EPSILON = 1e-5f;

    private final int width;
    private final HeapScratch normalized = new HeapScratch();
    private final HeapScratch inverseDeviations = new HeapScratch();
    private final float[] scaled;

    public RowNormalization(int width) {
        this.width = width;
        this.scaled = new float[width];
    }

    /** Normalizes {@code rows} rows of {@code x} into {@code y}, which may be the same array. */
    public void forward(float[] x, int rows, float[] gain, float[] bias, float[] y) {
        float[] hat = normalized.atLeast(rows * width);
        float[] inverse = inverseDeviations.atLeast(rows);
        for (int row = 0; row < rows; row++) {
            int start = row * width;
            float mean = Loops.sum(x, start, width) / width;
            subtract(x, mean, hat, start, width);
            float variance = Loops.dot(hat, start, hat, start, width) / width;
            inverse[row] = (float) (1 / Math.sqrt(variance + EPSILON));
            Loops.scale(inverse[row], hat, start, width);
            affine(hat, start, gain, bias, y, width);
        }
    }

    /**
     * Goes back through the latest {@link #forward}.
     *
     * @param byOutput derivative by {@code y}; not changed
     * @param byGain derivative by the gain, added to
     * @param byBias derivative by the bias, added to
     * @param byInput derivative by {@code x}, added to
     */
    public void backward(float[] byOutput, int rows, float[] gain, float[] byGain, float[] byBias, float[] byInput) {
        float[] hat = normalized.array();
        float[] inverse = inverseDeviations.array();
        for (int row = 0; row < rows; row++) {
            int start = row * width;
            Loops.addProduct(byOutput, start, hat, start, byGain, 0, width);
            Loops.add(byOutput, start, byBias, 0, width);
            System.arraycopy(byOutput, start, scaled, 0, width);
            Loops.multiply(gain, 0, scaled, 0, width);
            float mean = Loops.sum(scaled, 0, width) / width;
            float slope = Loops.dot(scaled, 0, hat, start, width) / width;
            spread(scaled, hat, mean, slope, inverse[row], byInput, start, width);
        }
    }

    private static void subtract(float[] x, float mean, float[] hat, int start, int width) {
        for (int i = start; i < start + width; i++) {
            hat[i] = x[i] - mean;
        }
    }

    private static void affine(float[] hat, int start, float[] gain, float[] bias, float[] y, int width) {
        for (int i = 0; i < width; i++) {
            y[start + i] = Math.fma(hat[start + i], gain[i], bias[i]);
        }
    }

    private static void spread(
            float[] scaled,
            float[] hat,
            float mean,
            float slope,
            float inverse,
            float[] byInput,
            int start,
            int width) {
        for (int i = 0; i < width; i++) {
            byInput[start + i] += (scaled[i] - mean - hat[start + i] * slope) * inverse;
        }
    }
}
