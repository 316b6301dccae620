package io.foldwise.layers.convolution;

import io.foldwise.layers.cpu.FloatMath;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.Gemm;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.Loops;
import io.foldwise.layers.cpu.Matrix;
import io.foldwise.layers.cpu.MemoryScratch;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.dense.Dense;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The sequences are packed into one matrix with just enough rows of zeros between them; then every row is the start of a
 * window. A window's rows lie one after another, so the windows that start at rows {@code p, p + width, p + 2 width, ...} are
 * the rows of a matrix without any copying, and one matrix product for each {@code p} below the width does all of them.
 */
final class CpuSequenceConvolution implements Kernel {

    private final int channels;
    private final int filters;
    private final Windows window;
    private final int width;
    private final Dense.Activation activation;
    private final float[] bias;
    private final HeapScratch steps = new HeapScratch();
    private final MemoryScratch stepMemory = new MemoryScratch();
    private final HeapScratch results = new HeapScratch();
    private final HeapScratch deltas = new HeapScratch();
    private final MemoryScratch resultMemory = new MemoryScratch();

    CpuSequenceConvolution(int channels, int filters, Windows window, Dense.Activation activation) {
        this.channels = channels;
        this.filters = filters;
        this.window = window;
        this.width = window.width();
        this.activation = activation;
        this.bias = new float[filters];
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        PackedRows rows = packed(context);
        int size = rows.rows() * channels;
        float[] input = steps.atLeast(size);
        Arrays.fill(input, 0, size, 0);
        rows.read(FloatMemory.of(context.input()), channels, input);
        FloatMemory memory = stepMemory.atLeast(size);
        memory.write(0, input, 0, size);

        int count = windows(rows);
        FloatMemory products = resultMemory.atLeast(rows.rows() * filters);
        Matrix weights = weights(context.parameter(SequenceConvolution.WEIGHTS));
        for (int phase = 0; phase < Math.min(width, count); phase++) {
            Gemm.multiply(inputs(memory, phase, count), weights, outputs(products, 0, phase, count));
        }
        float[] result = results.atLeast(rows.rows() * filters);
        Arrays.fill(result, 0, rows.rows() * filters, 0);
        if (count > 0) {
            products.read(0, result, window.left() * filters, count * filters); // a window's result is its centre's
        }
        addBiasAndActivate(context, result, rows.rows());
        rows.write(result, filters, FloatMemory.of(output));
    }

    private void addBiasAndActivate(LayerContext context, float[] result, int rows) {
        FloatMemory.of(context.parameter(SequenceConvolution.BIAS)).read(0, bias, 0, filters);
        for (int row = 0; row < rows; row++) {
            Loops.add(bias, 0, result, row * filters, filters);
        }
        switch (activation) {
            case IDENTITY -> {}
            case RELU -> FloatMath.relu(result, 0, rows * filters);
            case TANH -> FloatMath.tanh(result, 0, rows * filters);
        }
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        PackedRows rows = packed(context);
        int size = rows.rows() * filters;
        float[] delta = deltas.atLeast(size);
        Arrays.fill(delta, 0, size, 0); // nothing comes from between the sequences
        rows.read(FloatMemory.of(gradients.output()), filters, delta);
        throughActivation(delta, results.array(), size);
        sumBias(gradients, delta, rows.rows());
        FloatMemory deltaMemory = resultMemory.atLeast(size);
        deltaMemory.write(0, delta, 0, size);

        int count = windows(rows);
        FloatMemory memory = stepMemory.memory();
        Matrix weightGradient = weights(gradients.parameter(SequenceConvolution.WEIGHTS));
        weightGradient.memory().zero(0, width * channels * filters);
        for (int phase = 0; phase < Math.min(width, count); phase++) {
            Matrix deltasOfPhase = outputs(deltaMemory, window.left(), phase, count);
            Gemm.add(inputs(memory, phase, count).transpose(), deltasOfPhase, weightGradient);
        }
        memory.zero(0, rows.rows() * channels); // the input is not needed any more, and makes room for its gradient
        Matrix weights = weights(context.parameter(SequenceConvolution.WEIGHTS));
        for (int phase = 0; phase < Math.min(width, count); phase++) {
            Matrix deltasOfPhase = outputs(deltaMemory, window.left(), phase, count);
            Gemm.add(deltasOfPhase, weights.transpose(), inputs(memory, phase, count));
        }
        float[] incoming = steps.atLeast(rows.rows() * channels);
        memory.read(0, incoming, 0, rows.rows() * channels);
        rows.write(incoming, channels, FloatMemory.of(gradients.input()));
    }

    private void throughActivation(float[] delta, float[] result, int size) {
        switch (activation) {
            case IDENTITY -> {}
            case RELU -> FloatMath.reluGradient(delta, result, size);
            case TANH -> FloatMath.tanhGradient(delta, result, size);
        }
    }

    private void sumBias(Gradients gradients, float[] delta, int rows) {
        Arrays.fill(bias, 0);
        for (int row = 0; row < rows; row++) {
            Loops.add(delta, row * filters, bias, 0, filters);
        }
        FloatMemory.of(gradients.parameter(SequenceConvolution.BIAS)).write(0, bias, 0, filters);
    }

    /** Between the sequences, as many zeros as a window may find on either side of one. */
    private PackedRows packed(LayerContext context) {
        return new PackedRows(context.lengths(), Math.max(window.left(), width - 1 - window.left()));
    }

    private int windows(PackedRows rows) {
        return Math.max(0, rows.rows() - width + 1);
    }

    private Matrix weights(INDArray array) {
        return Matrix.of(FloatMemory.of(array), width * channels, filters);
    }

    /** Every {@code width}-th window, {@code [windows, width * channels]} */
    private Matrix inputs(FloatMemory memory, int phase, int count) {
        return Matrix.of(memory, (long) phase * channels, height(phase, count), width * channels);
    }

    /** What belongs to these windows in {@code [rows, filters]}, whose first row is that of the first window. */
    private Matrix outputs(FloatMemory memory, int firstRow, int phase, int count) {
        long start = (long) (firstRow + phase) * filters;
        return new Matrix(memory, start, height(phase, count), filters, width * filters, false);
    }

    private int height(int phase, int count) {
        return (count - phase + width - 1) / width;
    }
}
