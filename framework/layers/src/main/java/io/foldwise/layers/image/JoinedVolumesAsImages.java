package io.foldwise.layers.image;

import io.foldwise.layers.kernel.JoinKernel;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** As {@link VolumesAsImages}, for several inputs. */
final class JoinedVolumesAsImages implements JoinKernel {

    private final JoinKernel kernel;

    JoinedVolumesAsImages(JoinKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public void forward(List<INDArray> inputs, INDArray output) {
        kernel.forward(images(inputs), VolumesAsImages.images(output));
    }

    @Override
    public void backward(List<INDArray> inputs, INDArray output, INDArray incoming, List<INDArray> gradients) {
        kernel.backward(
                images(inputs), VolumesAsImages.images(output), VolumesAsImages.images(incoming), images(gradients));
    }

    private static List<INDArray> images(List<INDArray> arrays) {
        return arrays.stream().map(VolumesAsImages::images).toList();
    }
}
