package io.foldwise.layers.image;

import io.foldwise.layers.kernel.JoinKernel;
import io.foldwise.layers.kernel.KernelVertex;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * The larger one of two values at every place of two arrays of equal shape. Where both are equal, each gets half of the
 * gradient.
 */
public final class Maximum extends KernelVertex {

    @Override
    public int maxVertexInputs() {
        return 2;
    }

    @Override
    public InputType getOutputType(int index, InputType... types) {
        return types[0];
    }

    @Override
    protected long[] outputShape(List<long[]> inputs) {
        return ImageTypes.common(inputs);
    }

    @Override
    protected JoinKernel cpuKernel() {
        return new CpuMaximum();
    }

    @Override
    protected JoinKernel portableKernel() {
        return new PortableMaximum();
    }
}
