package io.foldwise.layers.volume;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One matrix product for all voxels and elements of the kernel, and the places put in order, by ND4J. */
final class PortableVolumePatches implements Kernel {

    private static final int[] TO_PLACES = {0, 1, 4, 2, 5, 3, 6, 7};
    private static final int[] FROM_PLACES = {0, 1, 3, 5, 2, 4, 6, 7};

    private final int factor;
    private final int channels;
    private final int filters;

    PortableVolumePatches(int factor, int channels, int filters) {
        this.factor = factor;
        this.channels = channels;
        this.filters = filters;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        INDArray input = context.input();
        INDArray products = voxels(input).mmul(kernel(context).transpose()).dup('c'); // [voxels, elements * filters]
        INDArray placed = products.reshape(
                        'c',
                        input.size(0),
                        input.size(1),
                        input.size(2),
                        input.size(3),
                        factor,
                        factor,
                        factor,
                        filters)
                .permute(TO_PLACES)
                .dup('c');
        output.assign(placed.reshape('c', output.shape()));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray input = context.input();
        INDArray incoming = gradients
                .output()
                .dup('c')
                .reshape(
                        'c',
                        input.size(0),
                        input.size(1),
                        factor,
                        input.size(2),
                        factor,
                        input.size(3),
                        factor,
                        filters)
                .permute(FROM_PLACES)
                .dup('c')
                .reshape('c', voxels(input).size(0), (long) factor * factor * factor * filters);
        INDArray weightGradient = gradients.parameter(VolumeConvolution.WEIGHTS);
        INDArray products = incoming.transpose().mmul(voxels(input)).dup('c');
        weightGradient.assign(products.reshape('c', weightGradient.shape()));
        gradients.input().assign(incoming.mmul(kernel(context)).dup('c').reshape('c', input.shape()));
    }

    private INDArray voxels(INDArray volumes) {
        return volumes.reshape('c', volumes.length() / channels, channels);
    }

    /** {@code [elements * filters, channels]} */
    private INDArray kernel(LayerContext context) {
        INDArray weights = context.parameter(VolumeConvolution.WEIGHTS);
        return weights.reshape('c', weights.length() / channels, channels);
    }
}
