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

    private static final int WINDOWS_IN_CACHE = 32;

    private final int width;
    private final int channels;
    private final int filters;
    private final BankScratch scratch;
    private final float[] sums;
    private final float[] summands;

    WordBank(int width, int channels, int filters, BankScratch scratch) {
        this.width = width;
        this.channels = channels;
        this.filters = filters;
        this.scratch = scratch;
        this.sums = new float[WINDOWS_IN_CACHE * filters];
        this.summands = new float[WINDOWS_IN_CACHE * filters];
    }

    /**
     * Computes the responses to words, from which {@link #sum} takes them.
     *
     * @param words the different rows
     * @param bank the weights
     */
    void respond(DistinctRows distinct, FloatMemory words, FloatMemory bank) {
        int size = distinct.count() * width * filters;
        FloatMemory memory = scratch.products.atLeast(size);
        for (int place = 0; place < width; place++) {
            Gemm.multiply(
                    Matrix.of(words, distinct.count(), channels), tap(bank, place), atPlace(memory, distinct, place));
        }
        memory.read(0, scratch.responses.atLeast(size), 0, size); // [words, width, filters]
    }

    /**
     * The responses to the windows that start at some rows, right after {@link #respond}.
     *
     * @param responses gets them, {@code [count, filters]}
     */
    void sum(DistinctRows distinct, int first, int count, float[] responses) {
        for (int done = 0; done < count; done += WINDOWS_IN_CACHE) { // some windows at a time while they are in cache
            int from = first + done;
            int block = Math.min(WINDOWS_IN_CACHE, count - done);
            gather(distinct, from, block, 0, sums);
            for (int place = 1; place < width; place++) {
                gather(distinct, from, block, place, summands);
                AlignedLoops.add(summands, sums, block * filters);
            }
            System.arraycopy(sums, 0, responses, done * filters, block * filters);
        }
    }

    private void gather(DistinctRows distinct, int from, int block, int place, float[] to) {
        for (int window = 0; window < block; window++) {
            int word = distinct.number(from + window + place);
            System.arraycopy(
                    scratch.responses.array(), (word * width + place) * filters, to, window * filters, filters);
        }
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
        int size = distinct.count() * width * filters;
        float[] gradient = scratch.responses.atLeast(size);
        Arrays.fill(gradient, 0, size, 0);
        for (int sample = 0; sample < batch; sample++) {
            for (int filter = 0; filter < filters; filter++) {
                float delta = incoming[firstOutput + sample * stride + filter];
                int row = bestRow[sample * filters + filter];
                for (int place = 0; delta != 0 && place < width; place++) {
                    gradient[(distinct.number(row + place) * width + place) * filters + filter] += delta;
                }
            }
        }
        FloatMemory memory = scratch.products.atLeast(size);
        memory.write(0, gradient, 0, size);
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
