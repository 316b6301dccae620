package io.foldwise.layers.dense;

import io.foldwise.layers.cpu.FloatMath;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.Gemm;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.Matrix;
import io.foldwise.layers.cpu.MemoryScratch;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One matrix product over the packed rows, which carry a one for the bias. */
final class CpuDense implements Kernel {

    private final int channels;
    private final int width;
    private final Dense.Activation activation;
    private final HeapScratch inputs = new HeapScratch();
    private final MemoryScratch inputMemory = new MemoryScratch();
    private final HeapScratch results = new HeapScratch();
    private final HeapScratch deltas = new HeapScratch();
    private final MemoryScratch resultMemory = new MemoryScratch();

    CpuDense(int channels, int width, Dense.Activation activation) {
        this.channels = channels;
        this.width = width;
        this.activation = activation;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        PackedRows rows = new PackedRows(context.lengths());
        int size = rows.rows() * (channels + 1);
        float[] input = inputs.atLeast(size);
        rows.readWithOnes(FloatMemory.of(context.input()), channels, input);
        FloatMemory packed = inputMemory.atLeast(size);
        packed.write(0, input, 0, size);
        FloatMemory product = resultMemory.atLeast(rows.rows() * width);
        Gemm.multiply(
                Matrix.of(packed, rows.rows(), channels + 1),
                Matrix.of(weightsAndBias(context), channels + 1, width),
                Matrix.of(product, rows.rows(), width));
        float[] result = results.atLeast(rows.rows() * width);
        product.read(0, result, 0, rows.rows() * width);
        activate(result, rows.rows() * width);
        rows.write(result, width, FloatMemory.of(output));
    }

    private void activate(float[] values, int count) {
        switch (activation) {
            case IDENTITY -> {}
            case RELU -> FloatMath.relu(values, 0, count);
            case TANH -> FloatMath.tanh(values, 0, count);
        }
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        PackedRows rows = new PackedRows(context.lengths());
        int size = rows.rows() * width;
        float[] delta = deltas.atLeast(size);
        rows.read(FloatMemory.of(gradients.output()), width, delta);
        throughActivation(delta, results.array(), size);
        FloatMemory deltaMemory = resultMemory.atLeast(size);
        deltaMemory.write(0, delta, 0, size);

        Matrix packedDelta = Matrix.of(deltaMemory, rows.rows(), width);
        Matrix packedInput = Matrix.of(inputMemory.memory(), rows.rows(), channels + 1);
        FloatMemory joined = FloatMemory.spanning(gradients.parameter(Dense.WEIGHTS), gradients.parameter(Dense.BIAS));
        Gemm.multiply(packedInput.transpose(), packedDelta, Matrix.of(joined, channels + 1, width));

        Matrix weights = Matrix.of(weightsAndBias(context), channels, width);
        Matrix outgoing = Matrix.of(inputMemory.memory(), rows.rows(), channels);
        Gemm.multiply(packedDelta, weights.transpose(), outgoing);
        float[] heap = inputs.atLeast(rows.rows() * channels);
        outgoing.memory().read(0, heap, 0, rows.rows() * channels);
        rows.write(heap, channels, FloatMemory.of(gradients.input()));
    }

    private void throughActivation(float[] delta, float[] result, int count) {
        switch (activation) {
            case IDENTITY -> {}
            case RELU -> FloatMath.reluGradient(delta, result, count);
            case TANH -> FloatMath.tanhGradient(delta, result, count);
        }
    }

    private static FloatMemory weightsAndBias(LayerContext context) {
        return FloatMemory.spanning(context.parameter(Dense.WEIGHTS), context.parameter(Dense.BIAS));
    }
}
