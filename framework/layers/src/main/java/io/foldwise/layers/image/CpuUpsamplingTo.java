package io.foldwise.layers.image;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.JoinKernel;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link CpuUpsampling} to the size of other images. */
final class CpuUpsamplingTo implements JoinKernel {

    private final CpuUpsampling upsampling;

    CpuUpsamplingTo(Interpolation interpolation) {
        upsampling = new CpuUpsampling(interpolation);
    }

    @Override
    public void forward(List<INDArray> inputs, INDArray output) {
        upsampling.enlarge(inputs.get(0), output);
    }

    @Override
    public void backward(List<INDArray> inputs, INDArray output, INDArray incoming, List<INDArray> gradients) {
        upsampling.reduce(incoming, gradients.get(0));
        FloatMemory size = FloatMemory.of(gradients.get(1));
        size.zero(0, (int) size.size());
    }
}
