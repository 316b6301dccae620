package io.foldwise.layers.image;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMath;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tile by tile. */
final class CpuActivate implements Kernel {

    private final Activation activation;
    private final ElementTiles tiles = new ElementTiles();

    CpuActivate(Activation activation) {
        this.activation = activation;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        ElementTiles.Loop loop = switch (activation) {
            case IDENTITY -> (values, count) -> {};
            case RELU -> (values, count) -> AlignedLoops.positive(values, values, count);
            case SIGMOID -> (values, count) -> FloatMath.sigmoid(values, 0, count);
            case SWISH -> CpuActivate::swish;
        };
        tiles.run(FloatMemory.of(context.input()), FloatMemory.of(output), loop);
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        ElementTiles.PairLoop loop = switch (activation) {
            case IDENTITY -> (gradient, from, count) -> {};
            case RELU -> (gradient, result, count) -> AlignedLoops.gate(result, gradient, count);
            case SIGMOID -> CpuActivate::throughSigmoid;
            case SWISH -> CpuActivate::throughSwish;
        };
        INDArray from = activation == Activation.SWISH ? context.input() : gradients.result();
        tiles.run(FloatMemory.of(gradients.output()), FloatMemory.of(from), FloatMemory.of(gradients.input()), loop);
    }

    private static void swish(float[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] *= FloatMath.sigmoid(values[i]);
        }
    }

    private static void throughSigmoid(float[] gradient, float[] result, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] *= result[i] * (1 - result[i]);
        }
    }

    private static void throughSwish(float[] gradient, float[] x, int count) {
        for (int i = 0; i < count; i++) {
            float sigmoid = FloatMath.sigmoid(x[i]);
            gradient[i] *= sigmoid * Math.fma(x[i], 1 - sigmoid, 1);
        }
    }
}
