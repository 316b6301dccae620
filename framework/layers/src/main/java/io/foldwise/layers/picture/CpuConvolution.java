package io.foldwise.layers.picture;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The convolution of ND4J, backward by a few pictures at a time. There, oneDNN rearranges everything into working memory and
 * back: for a whole batch that means fresh pages from the system every time, for a few pictures memory that is in the cache.
 * With few channels that takes between an eighth and a half of the time.
 */
final class CpuConvolution implements Kernel {

    /** Elements of the pictures, before or behind the layer, that are worked on at a time. */
    private static final long GROUP = 1 << 19;
    /** For larger groups oneDNN changes over to Winograd's algorithm, which is slower with few channels. */
    private static final long LARGEST_GROUP = 8;

    private final OperationConvolution operation;

    CpuConvolution(OperationConvolution operation) {
        this.operation = operation;
    }

    @Override
    public void forward(Pass pass, INDArray output) {
        operation.forward(pass, output);
    }

    @Override
    public void backward(Pass pass, Gradients gradients) {
        long batch = pass.input().size(0);
        long largest = Math.max(pass.input().length(), gradients.output().length()) / batch;
        long group = Math.max(1, Math.min(LARGEST_GROUP, GROUP / largest));
        INDArray weights = pass.parameter(Convolution.WEIGHTS);
        INDArray sum = gradients.parameter(Convolution.WEIGHTS);
        INDArray part = sum.ulike();
        for (long start = 0; start < batch; start += group) {
            INDArrayIndex pictures = NDArrayIndex.interval(start, Math.min(batch, start + group));
            operation.backward(
                    pass.input().get(pictures),
                    weights,
                    gradients.output().get(pictures),
                    gradients.input().get(pictures),
                    start == 0 ? sum : part);
            if (start > 0) {
                sum.addi(part);
            }
        }
    }
}
