package io.foldwise.layers.convolution;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.Gemm;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.Loops;
import io.foldwise.layers.cpu.Matrix;
import io.foldwise.layers.cpu.MemoryScratch;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Pass;
import java.util.Arrays;

/** All filters of one kernel width, on the CPU. */
final class FilterBank {

    private final Windows windows;
    private final int width;
    private final int channels;
    private final int filters;
    private final int outputs;
    private final int firstOutput;
    private final MemoryScratch responses = new MemoryScratch();
    private final HeapScratch heapResponses = new HeapScratch();
    private final HeapScratch weights = new HeapScratch();
    private final HeapScratch weightGradient = new HeapScratch();
    private final HeapScratch transposed = new HeapScratch();
    private final float[] bias;
    private int[] bestRow = new int[0];

    FilterBank(Windows windows, int channels, int filters, int outputs, int firstOutput) {
        this.windows = windows;
        this.width = windows.width();
        this.channels = channels;
        this.filters = filters;
        this.outputs = outputs;
        this.firstOutput = firstOutput;
        this.bias = new float[filters];
    }

    /**
     * @param packed the sequences with rows of zeros around them
     * @param pooled where the results go, {@code [batch, outputs]}
     */
    void forward(Pass pass, PackedRows rows, FloatMemory packed, float[] pooled) {
        FloatMemory weightMemory = FloatMemory.of(pass.parameter(TextConvolution.weights(width)));
        FloatMemory.of(pass.parameter(TextConvolution.bias(width))).read(0, bias, 0, filters);
        float[] values = respond(rows.rows() - width + 1, packed, weightMemory);
        if (bestRow.length < pass.batch() * filters) {
            bestRow = new int[pass.batch() * filters];
        }
        for (int sample = 0; sample < pass.batch(); sample++) {
            int first = rows.start(sample) - windows.left();
            int count = windows.count(rows.length(sample));
            maximum(values, first, count, pooled, sample * outputs + firstOutput, sample * filters);
        }
    }

    /**
     * The responses of all filters to the windows that start at every row. A window's rows lie one after another, so the
     * windows that start at rows {@code p, p + width, p + 2 width, ...} are the rows of a matrix without any copying.
     */
    private float[] respond(int count, FloatMemory packed, FloatMemory weightMemory) {
        int inputs = width * channels;
        FloatMemory result = responses.atLeast(count * filters);
        Matrix bank = Matrix.of(weightMemory, inputs, filters);
        for (int phase = 0; phase < Math.min(width, count); phase++) {
            int height = (count - phase + width - 1) / width;
            Gemm.multiply(
                    Matrix.of(packed, (long) phase * channels, height, inputs),
                    bank,
                    new Matrix(result, (long) phase * filters, height, filters, width * filters, false));
        }
        float[] values = heapResponses.atLeast(count * filters);
        result.read(0, values, 0, count * filters);
        return values;
    }

    private void maximum(float[] values, int first, int count, float[] pooled, int place, int rowPlace) {
        if (count == 0) {
            Arrays.fill(pooled, place, place + filters, 0);
            return;
        }
        System.arraycopy(values, first * filters, pooled, place, filters);
        Arrays.fill(bestRow, rowPlace, rowPlace + filters, first);
        for (int row = first + 1; row < first + count; row++) {
            raise(values, row, pooled, place, bestRow, rowPlace, filters);
        }
        activate(pooled, place, bias);
    }

    private static void raise(
            float[] values, int row, float[] pooled, int place, int[] bestRow, int rowPlace, int filters) {
        int from = row * filters;
        for (int filter = 0; filter < filters; filter++) {
            if (values[from + filter] > pooled[place + filter]) {
                pooled[place + filter] = values[from + filter];
                bestRow[rowPlace + filter] = row;
            }
        }
    }

    private static void activate(float[] pooled, int place, float[] bias) {
        for (int filter = 0; filter < bias.length; filter++) {
            pooled[place + filter] = Math.max(0, pooled[place + filter] + bias[filter]);
        }
    }

    /**
     * @param incoming derivative by the pooled results, {@code [batch, outputs]}
     * @param steps the packed sequences
     * @param pooled the results of the forward pass
     * @param outgoing derivative by the packed sequences, to be added to
     */
    void backward(Pass pass, Gradients gradients, float[] incoming, float[] steps, float[] pooled, float[] outgoing) {
        int inputs = width * channels;
        int size = inputs * filters;
        float[] byFilter = filtersAsRows(pass, size);
        float[] gradient = weightGradient.atLeast(size);
        Arrays.fill(gradient, 0, size, 0);
        Arrays.fill(bias, 0);
        for (int sample = 0; sample < pass.batch(); sample++) {
            for (int filter = 0; filter < filters; filter++) {
                int place = sample * outputs + firstOutput + filter;
                if (pooled[place] > 0) {
                    float delta = incoming[place];
                    int window = bestRow[sample * filters + filter] * channels;
                    bias[filter] += delta;
                    Loops.addScaled(delta, steps, window, gradient, filter * inputs, inputs);
                    Loops.addScaled(delta, byFilter, filter * inputs, outgoing, window, inputs);
                }
            }
        }
        float[] turned = transposed.atLeast(size);
        transpose(gradient, filters, inputs, turned);
        FloatMemory.of(gradients.parameter(TextConvolution.weights(width))).write(0, turned, 0, size);
        FloatMemory.of(gradients.parameter(TextConvolution.bias(width))).write(0, bias, 0, filters);
    }

    private float[] filtersAsRows(Pass pass, int size) {
        float[] asStored = transposed.atLeast(size);
        FloatMemory.of(pass.parameter(TextConvolution.weights(width))).read(0, asStored, 0, size);
        float[] byFilter = weights.atLeast(size);
        transpose(asStored, size / filters, filters, byFilter);
        return byFilter;
    }

    private static void transpose(float[] from, int rows, int columns, float[] to) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                to[column * rows + row] = from[row * columns + column];
            }
        }
    }
}
