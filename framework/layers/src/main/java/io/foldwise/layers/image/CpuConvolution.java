package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The convolution of ND4J, backward by a few images at a time. There, oneDNN rearranges everything into working memory and
 * back: for a whole batch that means fresh pages from the system every time, for a few images memory that is in the cache.
 * With few channels that takes between an eighth and a half of the time.
 */
final class CpuConvolution implements Kernel {

    /** Elements of the images, before or behind the layer, that are worked on at a time. */
    private static final long GROUP = 1 << 19;
    /** For larger groups oneDNN changes over to Winograd's algorithm, which is slower with few channels. */
    private static final long LARGEST_GROUP = 8;

    private final ConvolutionSums sums;

    CpuConvolution(ConvolutionSums sums) {
        this.sums = sums;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        sums.forward(context.input(), context.parameter(Convolution.WEIGHTS), output);
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        long batch = context.input().size(0);
        long largest = Math.max(context.input().length(), gradients.output().length()) / batch;
        long group = Math.max(1, Math.min(LARGEST_GROUP, GROUP / largest));
        INDArray weights = context.parameter(Convolution.WEIGHTS);
        INDArray sum = gradients.parameter(Convolution.WEIGHTS);
        INDArray part = sum.ulike();
        for (long start = 0; start < batch; start += group) {
            INDArrayIndex images = NDArrayIndex.interval(start, Math.min(batch, start + group));
            sums.backward(
                    context.input().get(images),
                    weights,
                    gradients.output().get(images),
                    gradients.input().get(images),
                    start == 0 ? sum : part);
            if (start > 0) {
                sum.addi(part);
            }
        }
    }
}
