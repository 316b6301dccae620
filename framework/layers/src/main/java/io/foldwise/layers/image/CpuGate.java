package io.foldwise.layers.image;

import io.foldwise.layers.kernel.JoinKernel;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Chooses by the shape of the gate. */
final class CpuGate implements JoinKernel {

    private CpuChannelGate channelGate;
    private final CpuPixelGate pixelGate = new CpuPixelGate();

    @Override
    public void forward(List<INDArray> inputs, INDArray output) {
        kernel(inputs).forward(inputs, output);
    }

    @Override
    public void backward(List<INDArray> inputs, INDArray output, INDArray incoming, List<INDArray> gradients) {
        kernel(inputs).backward(inputs, output, incoming, gradients);
    }

    private JoinKernel kernel(List<INDArray> inputs) {
        INDArray images = inputs.get(0);
        INDArray gate = inputs.get(1);
        boolean ofPixels = gate.rank() == 4
                && gate.size(1) == images.size(1)
                && gate.size(2) == images.size(2)
                && gate.size(3) == 1;
        if (ofPixels) {
            return pixelGate;
        }
        if (channelGate == null) {
            channelGate = new CpuChannelGate((int) images.size(3));
        }
        return channelGate;
    }
}
