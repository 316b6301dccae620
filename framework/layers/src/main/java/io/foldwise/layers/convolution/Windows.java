package io.foldwise.layers.convolution;

import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where the windows of one kernel width lie in a sequence: the first starts {@link #left} steps before the sequence, the
 * others follow one step apart. Steps outside the sequence count as zeros, whatever the batch holds there.
 *
 * @param width steps that a window spans
 * @param padding which windows count
 */
record Windows(int width, TextConvolution.Padding padding) {

    /** Zero steps before the sequence. */
    int left() {
        return padding == TextConvolution.Padding.SAME ? (width - 1) / 2 : 0;
    }

    /** Number of windows over a sequence of {@code length} steps. */
    int count(int length) {
        if (length == 0 || padding == TextConvolution.Padding.SAME) {
            return length;
        }
        return Math.max(1, length - width + 1);
    }

    /** Zero steps that the last window needs behind a sequence of {@code length} steps. */
    int right(int length) {
        return length == 0 ? 0 : Math.max(0, count(length) - left() + width - 1 - length);
    }

    /** By how many fewer windows there are than steps of a sequence that is long enough. */
    int shorter() {
        return padding == TextConvolution.Padding.SAME ? 0 : width - 1;
    }

    /**
     * Writes the responses of filters at every step, {@code [batch, time, filters]}, into an ONNX graph.
     *
     * @param weights {@code [width channels, filters]}
     */
    String onnx(OnnxGraph graph, OnnxValue sequence, INDArray weights, INDArray bias) {
        long filters = weights.size(1);
        INDArray kernels = weights.dup('c')
                .reshape('c', width, weights.size(0) / width, filters)
                .permute(2, 1, 0);
        OnnxValue first = graph.channelsFirst(sequence);
        String responses = graph.add(
                "Conv",
                List.of(first.name(), graph.constant(kernels), graph.constant(bias.reshape(bias.length()))),
                OnnxAttribute.list("kernel_shape", width),
                OnnxAttribute.list("pads", left(), width - 1L - left()));
        return graph.channelsLast(first.as(responses)).name();
    }
}
