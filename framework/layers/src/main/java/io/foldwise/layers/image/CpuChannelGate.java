package io.foldwise.layers.image;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.JoinKernel;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One factor for each channel of each image, by tiles of whole pixels. */
final class CpuChannelGate implements JoinKernel {

    private final int channels;
    private final ChannelTiles tiles;
    private final float[] factor;
    private final float[] values;
    private final float[] gradient;
    private final float[] sum;
    private final float[] perChannel;

    CpuChannelGate(int channels) {
        this.channels = channels;
        tiles = new ChannelTiles(channels);
        factor = tiles.empty();
        values = tiles.empty();
        gradient = tiles.empty();
        sum = tiles.empty();
        perChannel = new float[channels];
    }

    @Override
    public void forward(List<INDArray> inputs, INDArray output) {
        FloatMemory from = FloatMemory.of(inputs.get(0));
        FloatMemory gate = FloatMemory.of(inputs.get(1));
        FloatMemory to = FloatMemory.of(output);
        int image = (int) (output.length() / output.size(0));
        for (int i = 0; i < output.size(0); i++) {
            readFactors(gate, i);
            int end = (i + 1) * image;
            for (int start = i * image; start < end; start += values.length) {
                int count = Math.min(values.length, end - start);
                from.read(start, values, 0, count);
                AlignedLoops.multiply(factor, values, count);
                to.write(start, values, 0, count);
            }
        }
    }

    private void readFactors(FloatMemory gate, int image) {
        gate.read(image * channels, perChannel, 0, channels);
        tiles.spread(perChannel, factor);
    }

    @Override
    public void backward(List<INDArray> inputs, INDArray output, INDArray incoming, List<INDArray> gradients) {
        FloatMemory from = FloatMemory.of(inputs.get(0));
        FloatMemory gate = FloatMemory.of(inputs.get(1));
        FloatMemory passed = FloatMemory.of(incoming);
        FloatMemory to = FloatMemory.of(gradients.get(0));
        FloatMemory gateGradient = FloatMemory.of(gradients.get(1));
        int image = (int) (output.length() / output.size(0));
        for (int i = 0; i < output.size(0); i++) {
            readFactors(gate, i);
            Arrays.fill(sum, 0);
            int end = (i + 1) * image;
            for (int start = i * image; start < end; start += values.length) {
                int count = Math.min(values.length, end - start);
                from.read(start, values, 0, count);
                passed.read(start, gradient, 0, count);
                AlignedLoops.addProduct(values, gradient, sum, count);
                AlignedLoops.multiply(factor, gradient, count);
                to.write(start, gradient, 0, count);
            }
            double[] sums = tiles.sums(sum);
            for (int channel = 0; channel < channels; channel++) {
                perChannel[channel] = (float) sums[channel];
            }
            gateGradient.write(i * channels, perChannel, 0, channels);
        }
    }
}
