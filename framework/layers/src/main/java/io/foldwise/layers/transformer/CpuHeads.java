package io.foldwise.layers.transformer;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMath;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.Gemm;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.Loops;
import io.foldwise.layers.cpu.Matrix;
import io.foldwise.layers.cpu.MemoryScratch;
import io.foldwise.layers.kernel.DropoutFactors;
import io.foldwise.layers.kernel.DropoutRate;
import java.util.Arrays;

/**
 * {@code softmax(q k' / sqrt(size)) v} for all heads of one sequence.
 *
 * <p>Weights lie by key, head, query: a softmax over keys then works on runs of {@code heads * length} elements that are
 * all alike, and vectorizes. What is kept for the backward pass are the weights before dropout, with a minus sign where
 * dropped.
 */
final class CpuHeads {

    private final int heads;
    private final int size;
    private final int width;
    private final float temperature;
    private final DropoutRate dropout;
    private final DropoutFactors factors;
    private final MemoryScratch scores = new MemoryScratch();
    private final HeapScratch highest = new HeapScratch();
    private final HeapScratch sums = new HeapScratch();
    private final HeapScratch run = new HeapScratch();
    private final HeapScratch results = new HeapScratch();
    private final HeapScratch resultGradients = new HeapScratch();
    private float[][] byKey = new float[0][0];
    private boolean keeping;
    private boolean dropping;
    private long key;

    CpuHeads(int width, TransformerSettings settings) {
        this.width = width;
        heads = settings.heads();
        size = width / heads;
        temperature = (float) (1 / Math.sqrt(size));
        dropout = new DropoutRate(settings.attentionDropout());
        factors = new DropoutFactors(dropout);
    }

    /** Prepares for all sequences of a batch. */
    void begin(Slabs batch) {
        keeping = batch.keeping();
        dropping = batch.context().training() && dropout.active();
        key = DropoutSite.ATTENTION_WEIGHTS.key(batch.context());
    }

    /**
     * One sequence among the rows of a batch.
     *
     * @param row its first row in matrices that are kept for the backward pass
     * @param length number of its rows
     * @param weights where its attention weights begin among those of the whole batch
     */
    record Sequence(int row, int length, int weights) {}

    /**
     * @param projected rows of queries, keys, values
     * @param mixed rows of results and a one
     */
    void forward(Sequence of, FloatMemory projected, FloatMemory weights, FloatMemory mixed) {
        int length = of.length();
        int count = heads * length;
        scores.atLeast(Math.multiplyExact(count, length));
        for (int head = 0; head < heads; head++) {
            Matrix queries = part(projected, of.row(), length, 0, head);
            Matrix keys = part(projected, of.row(), length, 1, head);
            Gemm.multiply(temperature, keys, queries.transpose(), 0, weights(scores.memory(), 0, length, head));
        }
        float[][] rows = softmax(length, count);
        for (int k = 0; k < length; k++) {
            AlignedLoops.multiply(sums.array(), rows[k], count);
            if (dropping) {
                float[] factor = run.atLeast(count);
                factors.fill(key, of.weights() + k * count, 1, -1, factor, count);
                AlignedLoops.multiply(factor, rows[k], count);
            }
            if (keeping) {
                weights.write(of.weights() + k * count, rows[k], 0, count);
            }
            if (dropping) {
                AlignedLoops.positive(rows[k], rows[k], count);
            }
            scores.memory().write(k * count, rows[k], 0, count);
        }
        for (int head = 0; head < heads; head++) {
            Gemm.multiply(
                    scale(),
                    weights(scores.memory(), 0, length, head).transpose(),
                    part(projected, of.row(), length, 2, head),
                    0,
                    new Matrix(mixed, (long) of.row() * (width + 1) + head * size, length, size, width + 1, false));
        }
    }

    /** Leaves the exponentials of the scores in the rows, and one over their sums in {@link #sums}. */
    private float[][] softmax(int length, int count) {
        float[][] rows = rows(length, count);
        float[] most = highest.atLeast(count);
        float[] sum = sums.atLeast(count);
        for (int k = 0; k < length; k++) {
            scores.memory().read(k * count, rows[k], 0, count);
            if (k == 0) {
                System.arraycopy(rows[0], 0, most, 0, count);
            } else {
                AlignedLoops.raise(rows[k], most, count);
            }
        }
        Arrays.fill(sum, 0, count, 0);
        for (int k = 0; k < length; k++) {
            AlignedLoops.subtract(most, rows[k], count);
            FloatMath.expOfNegative(rows[k], 0, count);
            AlignedLoops.add(rows[k], sum, count);
        }
        AlignedLoops.invert(sum, count);
        return rows;
    }

    /**
     * @param mixedGradient gradient of the results, from row 0 on, with a column that is not looked at
     * @param projectedGradient gets the gradient of queries, keys, values, from row 0 on
     * @param first the sequence's first row in both
     */
    void backward(
            Sequence of,
            FloatMemory projected,
            FloatMemory weights,
            FloatMemory mixed,
            FloatMemory mixedGradient,
            FloatMemory projectedGradient,
            int first) {
        int length = of.length();
        int count = heads * length;
        FloatMemory slopes = scores.atLeast(count * length);
        if (dropping) {
            float[] values = run.atLeast(count);
            for (int k = 0; k < length; k++) {
                weights.read(of.weights() + k * count, values, 0, count);
                AlignedLoops.positive(values, values, count);
                slopes.write(k * count, values, 0, count);
            }
        }
        for (int head = 0; head < heads; head++) {
            Matrix result =
                    new Matrix(mixedGradient, (long) first * (width + 1) + head * size, length, size, width + 1, false);
            Matrix used = dropping ? weights(slopes, 0, length, head) : weights(weights, of.weights(), length, head);
            Gemm.multiply(scale(), used, result, 0, part(projectedGradient, first, length, 2, head));
            Matrix values = part(projected, of.row(), length, 2, head);
            Gemm.multiply(scale(), values, result.transpose(), 0, weights(slopes, 0, length, head));
        }
        softmaxBackward(of, weights, mixed, mixedGradient, first);
        for (int head = 0; head < heads; head++) {
            Matrix slope = weights(slopes, 0, length, head);
            Matrix queries = part(projected, of.row(), length, 0, head);
            Matrix keys = part(projected, of.row(), length, 1, head);
            Gemm.multiply(temperature, slope.transpose(), keys, 0, part(projectedGradient, first, length, 0, head));
            Gemm.multiply(temperature, slope, queries, 0, part(projectedGradient, first, length, 1, head));
        }
    }

    /** From gradients of the weights after dropout to gradients of the scores. */
    private void softmaxBackward(
            Sequence of, FloatMemory weights, FloatMemory mixed, FloatMemory mixedGradient, int first) {
        int count = heads * of.length();
        float[] common = common(of, mixed, mixedGradient, first);
        float[] slope = rows(1, count)[0];
        float[] values = run.atLeast(count);
        for (int k = 0; k < of.length(); k++) {
            weights.read(of.weights() + k * count, values, 0, count);
            scores.memory().read(k * count, slope, 0, count);
            softmaxBackward(values, common, slope, count);
            scores.memory().write(k * count, slope, 0, count);
        }
    }

    /** Negative weights are dropped ones. */
    private static void softmaxBackward(float[] weights, float[] common, float[] slopes, int count) {
        for (int i = 0; i < count; i++) {
            float weight = weights[i];
            slopes[i] = Math.max(0, weight) * slopes[i] - Math.abs(weight) * common[i];
        }
    }

    /**
     * For every head and query the sum over keys of weight times its gradient. As the weighted sum of values is the head's
     * result, this is the inner product of the result and its gradient.
     */
    private float[] common(Sequence of, FloatMemory mixed, FloatMemory mixedGradient, int first) {
        int stride = width + 1;
        int count = of.length() * stride;
        float[] products = results.atLeast(count);
        float[] gradient = resultGradients.atLeast(count);
        mixed.read(of.row() * stride, products, 0, count);
        mixedGradient.read(first * stride, gradient, 0, count);
        AlignedLoops.multiply(gradient, products, count);
        float[] common = sums.atLeast(heads * of.length());
        for (int query = 0; query < of.length(); query++) {
            for (int head = 0; head < heads; head++) {
                common[head * of.length() + query] = Loops.sum(products, query * stride + head * size, size);
            }
        }
        return common;
    }

    /** What kept weights are to be multiplied with. */
    private float scale() {
        return dropping ? dropout.scale() : 1;
    }

    /** Queries (0), keys (1) or values (2) of one head. */
    private Matrix part(FloatMemory projected, int row, int length, int which, int head) {
        return new Matrix(
                projected, (long) row * 3 * width + which * width + head * size, length, size, 3 * width, false);
    }

    /** Weights of one head, {@code [key, query]}. */
    private Matrix weights(FloatMemory memory, int start, int length, int head) {
        return new Matrix(memory, start + (long) head * length, length, length, heads * length, false);
    }

    private float[][] rows(int length, int count) {
        if (byKey.length == 0 || byKey.length < length || byKey[0].length < count) {
            int more = Math.max(byKey.length, length + length / 8 + 1);
            byKey = new float[more][Math.max(count, heads * more)];
        }
        return byKey;
    }
}
