package io.foldwise.layers.image;

import io.foldwise.layers.kernel.JoinKernel;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The formula by ND4J. */
final class PortableGate implements JoinKernel {

    @Override
    public void forward(List<INDArray> inputs, INDArray output) {
        output.assign(inputs.get(0).mul(Channels.asImages(inputs.get(1))));
    }

    @Override
    public void backward(List<INDArray> inputs, INDArray output, INDArray incoming, List<INDArray> gradients) {
        INDArray gate = Channels.asImages(inputs.get(1));
        gradients.get(0).assign(incoming.mul(gate));
        INDArray product = incoming.mul(inputs.get(0));
        for (int dimension = 1; dimension < product.rank(); dimension++) {
            if (gate.size(dimension) == 1) {
                product = product.sum(true, dimension);
            }
        }
        gradients.get(1).assign(product.reshape('c', gradients.get(1).shape()));
    }
}
