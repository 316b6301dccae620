package io.foldwise.layers.image;

import io.foldwise.layers.kernel.JoinKernel;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Copies one input after another, by ND4J. */
final class PortableConcat implements JoinKernel {

    @Override
    public void forward(List<INDArray> inputs, INDArray output) {
        long channel = 0;
        for (INDArray input : inputs) {
            output.get(part(output, channel, input.size(3))).assign(input.get(part(output, 0, input.size(3))));
            channel += input.size(3);
        }
    }

    @Override
    public void backward(List<INDArray> inputs, INDArray output, INDArray incoming, List<INDArray> gradients) {
        long channel = 0;
        for (INDArray gradient : gradients) {
            long channels = gradient.size(3);
            gradient.assign(0);
            gradient.get(part(output, 0, channels)).assign(incoming.get(part(output, channel, channels)));
            channel += channels;
        }
    }

    /** All that lies inside the result's height and width. */
    private static INDArrayIndex[] part(INDArray output, long channel, long channels) {
        return new INDArrayIndex[] {
            NDArrayIndex.all(),
            NDArrayIndex.interval(0, output.size(1)),
            NDArrayIndex.interval(0, output.size(2)),
            NDArrayIndex.interval(channel, channel + channels)
        };
    }
}
