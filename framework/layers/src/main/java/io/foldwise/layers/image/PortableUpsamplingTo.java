package io.foldwise.layers.image;

import io.foldwise.layers.kernel.JoinKernel;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link PortableUpsampling} to the size of other images. */
final class PortableUpsamplingTo implements JoinKernel {

    private final PortableUpsampling upsampling;

    PortableUpsamplingTo(Interpolation interpolation) {
        upsampling = new PortableUpsampling(interpolation);
    }

    @Override
    public void forward(List<INDArray> inputs, INDArray output) {
        upsampling.enlarge(inputs.get(0), output);
    }

    @Override
    public void backward(List<INDArray> inputs, INDArray output, INDArray incoming, List<INDArray> gradients) {
        upsampling.reduce(incoming, gradients.get(0));
        gradients.get(1).assign(0);
    }
}
