package io.foldwise.layers.image;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.Loops;
import io.foldwise.layers.kernel.JoinKernel;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One factor for each pixel, some pixels at a time. */
final class CpuPixelGate implements JoinKernel {

    private static final int PIXELS = 64;

    private final HeapScratch values = new HeapScratch();
    private final HeapScratch gradient = new HeapScratch();
    private final float[] gate = new float[PIXELS];

    @Override
    public void forward(List<INDArray> inputs, INDArray output) {
        FloatMemory from = FloatMemory.of(inputs.get(0));
        FloatMemory gates = FloatMemory.of(inputs.get(1));
        FloatMemory to = FloatMemory.of(output);
        int channels = (int) output.size(3);
        float[] heap = values.atLeast(PIXELS * channels);
        int pixels = (int) gates.size();
        for (int start = 0; start < pixels; start += PIXELS) {
            int count = Math.min(PIXELS, pixels - start);
            gates.read(start, gate, 0, count);
            from.read(start * channels, heap, 0, count * channels);
            for (int pixel = 0; pixel < count; pixel++) {
                Loops.scale(gate[pixel], heap, pixel * channels, channels);
            }
            to.write(start * channels, heap, 0, count * channels);
        }
    }

    @Override
    public void backward(List<INDArray> inputs, INDArray output, INDArray incoming, List<INDArray> gradients) {
        FloatMemory from = FloatMemory.of(inputs.get(0));
        FloatMemory gates = FloatMemory.of(inputs.get(1));
        FloatMemory passed = FloatMemory.of(incoming);
        FloatMemory to = FloatMemory.of(gradients.get(0));
        FloatMemory gateGradient = FloatMemory.of(gradients.get(1));
        int channels = (int) output.size(3);
        float[] x = values.atLeast(PIXELS * channels);
        float[] delta = gradient.atLeast(PIXELS * channels);
        float[] products = new float[PIXELS];
        int pixels = (int) gates.size();
        for (int start = 0; start < pixels; start += PIXELS) {
            int count = Math.min(PIXELS, pixels - start);
            gates.read(start, gate, 0, count);
            from.read(start * channels, x, 0, count * channels);
            passed.read(start * channels, delta, 0, count * channels);
            for (int pixel = 0; pixel < count; pixel++) {
                products[pixel] = Loops.dot(x, pixel * channels, delta, pixel * channels, channels);
                Loops.scale(gate[pixel], delta, pixel * channels, channels);
            }
            gateGradient.write(start, products, 0, count);
            to.write(start * channels, delta, 0, count * channels);
        }
    }
}
