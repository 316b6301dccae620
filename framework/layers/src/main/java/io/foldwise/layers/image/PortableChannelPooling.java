package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The formula by ND4J. */
final class PortableChannelPooling implements Kernel {

    private static final int CHANNELS = 3;

    @Override
    public void forward(LayerContext context, INDArray output) {
        output.get(channel(0)).assign(context.input().mean(true, CHANNELS));
        output.get(channel(1)).assign(context.input().max(true, CHANNELS));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray input = context.input();
        INDArray largest = gradients.result().get(channel(1)).dup('c');
        INDArray first = FirstLargest.of(input, largest, CHANNELS);
        INDArray mean = gradients.output().get(channel(0)).dup('c').divi(input.size(CHANNELS));
        INDArray max = gradients.output().get(channel(1)).dup('c');
        gradients.input().assign(first.muli(max.broadcast(input.shape())).addi(mean.broadcast(input.shape())));
    }

    private static INDArrayIndex[] channel(int channel) {
        return new INDArrayIndex[] {
            NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(channel, channel + 1)
        };
    }
}
