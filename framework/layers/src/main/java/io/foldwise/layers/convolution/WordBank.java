package io.foldwise.layers.convolution;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.DistinctRows;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.Gemm;
import io.foldwise.layers.cpu.Matrix;
import java.util.Arrays;

/**
 * The filters of one kernel width on words that repeat: what they respond to each different word at each place of a window
 * is computed once, and a window's response is the sum of those to its words.
 */
final class WordBank {

    private final int width;
    private final int channels;
    private final int filters;
    private final BankScratch scratch;

    WordBank(int width, int channels, int filters, BankScratch scratch) {
        this.width = width;
        this.channels = channels;
        this.filters = filters;
        this.scratch = scratch;
    }

    /**
     * Computes the responses to words, from which {@link #sum} takes them.
     *
     * @param words the different rows
     * @param bank the weights
     */
    void respond(DistinctRows distinct, FloatMemory words, FloatMemory bank) {
        int rows = distinct.count() * width;
        FloatMemory memory = scratch.products.atLeast(rows * filters);
        for (int place = 0; place < width; place++) {
            Gemm.multiply(
                    Matrix.of(words, distinct.count(), channels), tap(bank, place), atPlace(memory, distinct, place));
        }
        memory.read(scratch.responses.atLeast(rows), rows, filters); // [words * width][filters]
    }

    /**
     * The responses to the windows that start at some rows, right after {@link #respond}.
     *
     * @param sums gets them, {@code [count][filters]}
     */
    void sum(DistinctRows distinct, int first, int count, float[][] sums) {
        for (int window = 0; window < count; window++) {
            sum(distinct, first + window, sums[window]);
        }
    }

    private void sum(DistinctRows distinct, int start, float[] sum) {
        int place;
        if (width >= 3) {
            float[] second = response(distinct, start, 1);
            AlignedLoops.sum(response(distinct, start, 0), second, response(distinct, start, 2), sum, filters);
            place = 3;
        } else if (width == 2) {
            AlignedLoops.sum(response(distinct, start, 0), response(distinct, start, 1), sum, filters);
            place = 2;
        } else {
            System.arraycopy(response(distinct, start, 0), 0, sum, 0, filters);
            place = 1;
        }
        for (; place + 2 <= width; place += 2) {
            float[] second = response(distinct, start, place + 1);
            AlignedLoops.addBoth(response(distinct, start, place), second, sum, filters);
        }
        if (place < width) {
            AlignedLoops.add(response(distinct, start, place), sum, filters);
        }
    }

    private float[] response(DistinctRows distinct, int start, int place) {
        return scratch.responses.array()[distinct.number(start + place) * width + place];
    }

    /**
     * The gradient of the weights, by way of that of the responses to words.
     *
     * @param incoming derivative by the pooled results, whose row {@code sample} begins at {@code firstOutput + sample * stride}
     * @param bestRow where the winning windows start, {@code [batch, filters]}
     */
    void backward(
            DistinctRows distinct,
            FloatMemory words,
            float[] incoming,
            int firstOutput,
            int stride,
            int[] bestRow,
            int batch,
            FloatMemory bankGradient) {
        int rows = distinct.count() * width;
        float[][] gradient = scratch.responses.atLeast(rows);
        for (int row = 0; row < rows; row++) {
            Arrays.fill(gradient[row], 0);
        }
        for (int sample = 0; sample < batch; sample++) {
            for (int filter = 0; filter < filters; filter++) {
                float delta = incoming[firstOutput + sample * stride + filter];
                int row = bestRow[sample * filters + filter];
                for (int place = 0; delta != 0 && place < width; place++) {
                    gradient[distinct.number(row + place) * width + place][filter] += delta;
                }
            }
        }
        FloatMemory memory = scratch.products.atLeast(rows * filters);
        memory.write(gradient, rows, filters);
        for (int place = 0; place < width; place++) {
            Gemm.multiply(
                    Matrix.of(words, distinct.count(), channels).transpose(),
                    atPlace(memory, distinct, place),
                    tap(bankGradient, place));
        }
    }

    /** The weights of one place of the window, {@code [channels, filters]} */
    private Matrix tap(FloatMemory bank, int place) {
        return Matrix.of(bank, (long) place * channels * filters, channels, filters);
    }

    /** One place of the window in a table {@code [words, width, filters]} */
    private Matrix atPlace(FloatMemory table, DistinctRows distinct, int place) {
        return new Matrix(table, (long) place * filters, distinct.count(), filters, width * filters, false);
    }
}
