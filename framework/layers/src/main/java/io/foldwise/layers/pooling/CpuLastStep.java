package io.foldwise.layers.pooling;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The last real step. */
final class CpuLastStep implements Kernel {

    private final int channels;

    CpuLastStep(int channels) {
        this.channels = channels;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        FloatMemory from = FloatMemory.of(context.input());
        FloatMemory to = FloatMemory.of(output);
        for (int sample = 0; sample < context.batch(); sample++) {
            if (context.lengths().of(sample) == 0) {
                to.zero(sample * channels, channels);
            } else {
                to.copy(sample * channels, from, lastStep(context, sample), channels);
            }
        }
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        FloatMemory from = FloatMemory.of(gradients.output());
        FloatMemory to = FloatMemory.of(gradients.input());
        to.zero(0, context.batch() * context.time() * channels);
        for (int sample = 0; sample < context.batch(); sample++) {
            if (context.lengths().of(sample) > 0) {
                to.copy(lastStep(context, sample), from, sample * channels, channels);
            }
        }
    }

    private int lastStep(LayerContext context, int sample) {
        return (sample * context.time() + context.lengths().of(sample) - 1) * channels;
    }
}
