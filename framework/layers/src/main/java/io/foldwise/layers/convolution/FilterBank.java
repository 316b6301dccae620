package io.foldwise.layers.convolution;

import io.foldwise.layers.cpu.DistinctRows;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.Gemm;
import io.foldwise.layers.cpu.Loops;
import io.foldwise.layers.cpu.Matrix;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.cpu.RowMaximum;
import io.foldwise.layers.cpu.ScaledSum;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;

/** All filters of one kernel width, on the CPU. */
final class FilterBank {

    private static final int SAMPLES_IN_CACHE = 16;

    private final Windows windows;
    private final int width;
    private final int channels;
    private final int filters;
    private final int outputs;
    private final int firstOutput;
    private final BankScratch scratch;
    private final float[] maxima;
    private final float[] bias;
    private final WordBank wordBank;
    private final RowMaximum rowMaximum;
    private final ScaledSum terms = new ScaledSum();
    private final float[] ofStep;
    private final int[] byWindow;
    private boolean byWord;
    private DistinctRows distinct;
    private FloatMemory words;
    private int[] windowStart = new int[0];
    private int[] bestRow = new int[0];

    FilterBank(Windows windows, int channels, int filters, int outputs, int firstOutput, BankScratch scratch) {
        this.windows = windows;
        this.width = windows.width();
        this.channels = channels;
        this.filters = filters;
        this.outputs = outputs;
        this.firstOutput = firstOutput;
        this.scratch = scratch;
        this.maxima = new float[filters];
        this.bias = new float[filters];
        this.wordBank = new WordBank(width, channels, filters, scratch);
        this.rowMaximum = new RowMaximum(filters);
        this.ofStep = new float[channels];
        this.byWindow = new int[filters];
    }

    /**
     * @param packed the sequences with rows of zeros around them
     * @param pooled where the results go, {@code [batch, outputs]}
     * @param remembering whether {@link #backward} is to follow
     */
    void forward(LayerContext context, PackedRows rows, FloatMemory packed, float[] pooled, boolean remembering) {
        byWord = false;
        prepare(context);
        float[][] responses = respond(Math.max(0, rows.rows() - width + 1), packed, weights(context));
        for (int sample = 0; sample < context.batch(); sample++) {
            int first = firstWindow(rows, sample);
            pool(sample, responses, first, windows.count(rows.length(sample)), 0, pooled, remembering);
        }
    }

    /**
     * The same, if many rows are equal.
     *
     * @param distinct which rows of the packed sequences are equal
     * @param words the different rows
     */
    void forwardByWord(
            LayerContext context,
            PackedRows rows,
            DistinctRows distinct,
            FloatMemory words,
            float[] pooled,
            boolean remembering) {
        byWord = true;
        this.distinct = distinct;
        this.words = words;
        prepare(context);
        wordBank.respond(distinct, words, weights(context));
        for (int sample = 0; sample < context.batch(); sample++) {
            int first = firstWindow(rows, sample);
            int count = windows.count(rows.length(sample));
            float[][] responses = scratch.ofSample.atLeast(count);
            wordBank.sum(distinct, first, count, responses);
            pool(sample, responses, 0, count, first, pooled, remembering);
        }
    }

    private void prepare(LayerContext context) {
        FloatMemory.of(context.parameter(TextConvolution.bias(width))).read(0, bias, 0, filters);
        if (bestRow.length < context.batch() * filters) {
            bestRow = new int[context.batch() * filters];
        }
    }

    private FloatMemory weights(LayerContext context) {
        return FloatMemory.of(context.parameter(TextConvolution.weights(width)));
    }

    private int firstWindow(PackedRows rows, int sample) {
        return rows.start(sample) - windows.left();
    }

    /**
     * The strongest responses to the windows of a sample, and, if they are to be remembered, the rows at which these
     * windows start.
     *
     * @param responses {@code [rows][filters]}
     * @param first the row of the first window
     * @param count number of windows
     * @param shift from rows of the responses to rows of the packed sequences
     */
    private void pool(
            int sample, float[][] responses, int first, int count, int shift, float[] pooled, boolean remembering) {
        int place = sample * outputs + firstOutput;
        if (count == 0) {
            Arrays.fill(pooled, place, place + filters, 0);
            return;
        }
        int rowPlace = sample * filters;
        if (remembering) {
            rowMaximum.find(responses, first, count, maxima, 0, bestRow, rowPlace);
            for (int filter = rowPlace; filter < rowPlace + filters; filter++) {
                bestRow[filter] += shift;
            }
        } else {
            rowMaximum.find(responses, first, count, maxima, 0);
        }
        for (int filter = 0; filter < filters; filter++) {
            pooled[place + filter] = Math.max(0, maxima[filter] + bias[filter]);
        }
    }

    /**
     * The responses of all filters to the windows that start at every row. A window's rows lie one after another, so the
     * windows that start at rows {@code p, p + width, p + 2 width, ...} are the rows of a matrix without any copying.
     */
    private float[][] respond(int count, FloatMemory packed, FloatMemory weightMemory) {
        int inputs = width * channels;
        FloatMemory result = scratch.products.atLeast(count * filters);
        Matrix bank = Matrix.of(weightMemory, inputs, filters);
        for (int phase = 0; phase < Math.min(width, count); phase++) {
            int height = (count - phase + width - 1) / width;
            Gemm.multiply(
                    Matrix.of(packed, (long) phase * channels, height, inputs),
                    bank,
                    new Matrix(result, (long) phase * filters, height, filters, width * filters, false));
        }
        float[][] responses = scratch.responses.atLeast(count);
        result.read(responses, count, filters);
        return responses;
    }

    /**
     * @param incoming derivative by the pooled results, {@code [batch, outputs]}
     * @param steps the packed sequences
     * @param pooled the results of the forward pass
     * @param outgoing derivative by the packed sequences, to be added to
     */
    void backward(
            LayerContext context,
            PackedRows rows,
            Gradients gradients,
            float[] incoming,
            float[] steps,
            float[] pooled,
            float[] outgoing) {
        for (int sample = 0; sample < context.batch(); sample++) {
            gate(incoming, pooled, sample * outputs + firstOutput, filters);
        }
        sumBias(context, gradients, incoming);
        if (byWord) {
            FloatMemory gradient = FloatMemory.of(gradients.parameter(TextConvolution.weights(width)));
            wordBank.backward(distinct, words, incoming, firstOutput, outputs, bestRow, context.batch(), gradient);
        } else {
            backwardToWeights(context, rows, gradients, incoming, steps);
        }
        float[][] byFilter = filtersAsRows(context);
        for (int sample = 0; sample < context.batch(); sample++) {
            backwardToSteps(sample, rows, incoming, byFilter, outgoing);
        }
    }

    private void sumBias(LayerContext context, Gradients gradients, float[] incoming) {
        Arrays.fill(bias, 0);
        for (int sample = 0; sample < context.batch(); sample++) {
            Loops.add(incoming, sample * outputs + firstOutput, bias, 0, filters);
        }
        FloatMemory.of(gradients.parameter(TextConvolution.bias(width))).write(0, bias, 0, filters);
    }

    /** The ReLU: no gradient where the output is zero. */
    private static void gate(float[] incoming, float[] pooled, int place, int filters) {
        for (int filter = place; filter < place + filters; filter++) {
            incoming[filter] = pooled[filter] > 0 ? incoming[filter] : 0;
        }
    }

    /** A filter's gradient sums the winning windows of all samples up, a few samples at a time while they are in cache. */
    private void backwardToWeights(
            LayerContext context, PackedRows rows, Gradients gradients, float[] incoming, float[] packed) {
        float[][] steps = scratch.steps.atLeast(rows.rows());
        for (int row = 0; row < rows.rows(); row++) {
            System.arraycopy(packed, row * channels, steps[row], 0, channels);
        }
        float[][] gradient = scratch.byFilter.atLeast(filters * width);
        for (int row = 0; row < filters * width; row++) {
            Arrays.fill(gradient[row], 0);
        }
        for (int from = 0; from < context.batch(); from += SAMPLES_IN_CACHE) {
            int to = Math.min(context.batch(), from + SAMPLES_IN_CACHE);
            for (int filter = 0; filter < filters; filter++) {
                for (int place = 0; place < width; place++) {
                    for (int sample = from; sample < to; sample++) {
                        float delta = incoming[sample * outputs + firstOutput + filter];
                        if (delta != 0) {
                            terms.add(delta, steps[bestRow[sample * filters + filter] + place]);
                        }
                    }
                    terms.addTo(gradient[filter * width + place], channels);
                }
            }
        }
        int size = width * channels * filters;
        float[] stored = scratch.stored.atLeast(size);
        for (int place = 0; place < width; place++) {
            Loops.rowsToColumns(gradient, place, width, stored, place * channels * filters, channels, filters);
        }
        FloatMemory.of(gradients.parameter(TextConvolution.weights(width))).write(0, stored, 0, size);
    }

    /** A step's gradient sums one slice of the weights up for every winning window that holds the step. */
    private void backwardToSteps(int sample, PackedRows rows, float[] incoming, float[][] byFilter, float[] outgoing) {
        int firstWindow = firstWindow(rows, sample);
        int count = windows.count(rows.length(sample));
        sortByWindow(sample, firstWindow, count, incoming);
        for (int step = 0; step < rows.length(sample); step++) {
            int row = rows.start(sample) + step;
            int last = Math.min(count - 1, row - firstWindow);
            int first = Math.max(0, row - firstWindow - width + 1);
            for (int i = windowStart[first]; i < windowStart[last + 1]; i++) {
                int filter = byWindow[i];
                int place = row - bestRow[sample * filters + filter];
                terms.add(incoming[sample * outputs + firstOutput + filter], byFilter[filter * width + place]);
            }
            System.arraycopy(outgoing, row * channels, ofStep, 0, channels);
            terms.addTo(ofStep, channels);
            System.arraycopy(ofStep, 0, outgoing, row * channels, channels);
        }
    }

    /** Sorts the filters that have a gradient by the window that won. */
    private void sortByWindow(int sample, int firstWindow, int count, float[] incoming) {
        if (windowStart.length < count + 2) {
            windowStart = new int[2 * count + 2];
        }
        Arrays.fill(windowStart, 0, count + 2, 0);
        int place = sample * outputs + firstOutput;
        // Counted two places ahead, summed up, and moved one place ahead while the filters are put in their places.
        for (int filter = 0; filter < filters; filter++) {
            if (incoming[place + filter] != 0) {
                windowStart[bestRow[sample * filters + filter] - firstWindow + 2]++;
            }
        }
        for (int window = 2; window < count + 2; window++) {
            windowStart[window] += windowStart[window - 1];
        }
        for (int filter = 0; filter < filters; filter++) {
            if (incoming[place + filter] != 0) {
                byWindow[windowStart[bestRow[sample * filters + filter] - firstWindow + 1]++] = filter;
            }
        }
    }

    /** The weights, {@code [filters * width][channels]} */
    private float[][] filtersAsRows(LayerContext context) {
        int size = width * channels * filters;
        float[] stored = scratch.stored.atLeast(size);
        weights(context).read(0, stored, 0, size);
        float[][] byFilter = scratch.byFilter.atLeast(filters * width);
        for (int place = 0; place < width; place++) {
            Loops.columnsToRows(stored, place * channels * filters, channels, filters, byFilter, place, width);
        }
        return byFilter;
    }
}
