package io.foldwise.layers.pooling;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.StepwiseLayer;
import java.util.List;

/**
 * The largest values of three neighbours at every second step, which halves a sequence (Johnson and Zhang 2017): {@code [batch,
 * time, channels]} to {@code [batch, ceil(time / 2), channels]}.
 *
 * <pre>{@code y_s = max(x_2s, x_(2s+1), x_(2s+2))}</pre>
 *
 * Only real steps count; on a tie the earliest one gets the gradient. A sequence of a single step stays as it is.
 */
public final class HalvingPooling extends StepwiseLayer {

    /** Steps from one window to the next. */
    static final int STRIDE = 2;

    /** Steps that a window spans. */
    static final int WIDTH = 3;

    @Override
    protected long outputSize(long channels) {
        return channels;
    }

    @Override
    protected boolean acceptsVectors() {
        return false;
    }

    @Override
    protected int stepsPerStep() {
        return STRIDE;
    }

    @Override
    protected long[] outputShape(long... input) {
        long[] shape = super.outputShape(input);
        shape[1] = (shape[1] + STRIDE - 1) / STRIDE;
        return shape;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuHalvingPooling((int) nIn);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableHalvingPooling();
    }
}
