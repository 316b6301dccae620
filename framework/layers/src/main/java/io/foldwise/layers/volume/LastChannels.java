package io.foldwise.layers.volume;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Copies the channels from some one on, by ND4J. */
final class LastChannels implements Kernel {

    private final int from;

    LastChannels(int from) {
        this.from = from;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        output.assign(part(context.input()));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        gradients.input().assign(0);
        part(gradients.input()).assign(gradients.output());
    }

    private INDArray part(INDArray volumes) {
        INDArrayIndex all = NDArrayIndex.all();
        return volumes.get(all, all, all, all, NDArrayIndex.interval(from, volumes.size(4)));
    }
}
