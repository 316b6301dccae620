package io.foldwise.layers.volume;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A kernel that sees the first channels of its input alone; the others get a gradient of zero. */
final class FirstChannels implements Kernel {

    private final Kernel kernel;
    private final int count;

    FirstChannels(Kernel kernel, int count) {
        this.kernel = kernel;
        this.count = count;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        kernel.forward(seen(context), output);
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        LayerContext seen = seen(context);
        INDArray gradient = seen.input().ulike();
        kernel.backward(
                seen,
                new Gradients(
                        gradients.result(),
                        gradients.output(),
                        gradient,
                        gradients.inputWanted(),
                        gradients.parameters()));
        if (gradients.inputWanted()) {
            gradients.input().assign(0);
            part(gradients.input()).assign(gradient);
        }
    }

    private LayerContext seen(LayerContext context) {
        return new LayerContext(
                part(context.input()).dup('c'),
                context.lengths(),
                context.parameters(),
                context.training(),
                context.key());
    }

    private INDArray part(INDArray volumes) {
        INDArrayIndex all = NDArrayIndex.all();
        return volumes.get(all, all, all, all, NDArrayIndex.interval(0, count));
    }
}
