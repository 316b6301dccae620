package io.foldwise.layers.image;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.DropoutFactors;
import io.foldwise.layers.kernel.DropoutRate;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes the factors twice, for both ways, tile by tile. */
final class CpuImageDropout implements Kernel {

    private static final int TILE = 1024;

    private final DropoutFactors factors;
    private final float[] factor = new float[TILE];
    private final float[] values = new float[TILE];

    CpuImageDropout(DropoutRate rate) {
        factors = new DropoutFactors(rate);
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        multiply(context, context.input(), output);
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        multiply(context, gradients.output(), gradients.input());
    }

    private void multiply(LayerContext context, INDArray images, INDArray results) {
        FloatMemory from = FloatMemory.of(images);
        FloatMemory to = FloatMemory.of(results);
        int size = (int) from.size();
        for (int start = 0; start < size; start += TILE) {
            int count = Math.min(TILE, size - start);
            from.read(start, values, 0, count);
            if (context.training()) {
                factors.fill(context.key(), start, factor, count);
                AlignedLoops.multiply(factor, values, count);
            }
            to.write(start, values, 0, count);
        }
    }
}
