package io.foldwise.layers.image;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pixel by pixel, some of them on the heap at a time. */
final class CpuChannelPooling implements Kernel {

    private static final int PIXELS = 64;

    private final int channels;
    private final HeapScratch values = new HeapScratch();
    private final float[] meanAndMax = new float[2 * PIXELS];

    CpuChannelPooling(int channels) {
        this.channels = channels;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        FloatMemory from = FloatMemory.of(context.input());
        FloatMemory to = FloatMemory.of(output);
        float[] heap = values.atLeast(PIXELS * channels);
        int pixels = (int) from.size() / channels;
        for (int start = 0; start < pixels; start += PIXELS) {
            int count = Math.min(PIXELS, pixels - start);
            from.read(start * channels, heap, 0, count * channels);
            for (int pixel = 0; pixel < count; pixel++) {
                meanAndMax[2 * pixel] = sum(heap, pixel * channels, channels) / channels;
                meanAndMax[2 * pixel + 1] = heap[pixel * channels + largest(heap, pixel * channels, channels)];
            }
            to.write(2 * start, meanAndMax, 0, 2 * count);
        }
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        FloatMemory from = FloatMemory.of(context.input());
        FloatMemory incoming = FloatMemory.of(gradients.output());
        FloatMemory to = FloatMemory.of(gradients.input());
        float[] heap = values.atLeast(PIXELS * channels);
        int pixels = (int) from.size() / channels;
        for (int start = 0; start < pixels; start += PIXELS) {
            int count = Math.min(PIXELS, pixels - start);
            from.read(start * channels, heap, 0, count * channels);
            incoming.read(2 * start, meanAndMax, 0, 2 * count);
            for (int pixel = 0; pixel < count; pixel++) {
                int first = pixel * channels;
                int largest = largest(heap, first, channels);
                Arrays.fill(heap, first, first + channels, meanAndMax[2 * pixel] / channels);
                heap[first + largest] += meanAndMax[2 * pixel + 1];
            }
            to.write(start * channels, heap, 0, count * channels);
        }
    }

    /** In four parts. */
    private static float sum(float[] values, int first, int count) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int i = first;
        int end = first + count;
        for (; i + 4 <= end; i += 4) {
            sum0 += values[i];
            sum1 += values[i + 1];
            sum2 += values[i + 2];
            sum3 += values[i + 3];
        }
        for (; i < end; i++) {
            sum0 += values[i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    private static int largest(float[] values, int first, int count) {
        int largest = 0;
        float highest = values[first];
        for (int i = 1; i < count; i++) {
            if (values[first + i] > highest) {
                highest = values[first + i];
                largest = i;
            }
        }
        return largest;
    }
}
