package io.foldwise.layers.pooling;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The last real step. */
final class CpuLastStep implements Kernel {

    private final int channels;

    CpuLastStep(int channels) {
        this.channels = channels;
    }

    @Override
    public void forward(Pass pass, INDArray output) {
        FloatMemory from = FloatMemory.of(pass.input());
        FloatMemory to = FloatMemory.of(output);
        for (int sample = 0; sample < pass.batch(); sample++) {
            if (pass.lengths().of(sample) == 0) {
                to.zero(sample * channels, channels);
            } else {
                to.copy(sample * channels, from, lastStep(pass, sample), channels);
            }
        }
    }

    @Override
    public void backward(Pass pass, Gradients gradients) {
        FloatMemory from = FloatMemory.of(gradients.output());
        FloatMemory to = FloatMemory.of(gradients.input());
        to.zero(0, pass.batch() * pass.time() * channels);
        for (int sample = 0; sample < pass.batch(); sample++) {
            if (pass.lengths().of(sample) > 0) {
                to.copy(lastStep(pass, sample), from, sample * channels, channels);
            }
        }
    }

    private int lastStep(Pass pass, int sample) {
        return (sample * pass.time() + pass.lengths().of(sample) - 1) * channels;
    }
}
