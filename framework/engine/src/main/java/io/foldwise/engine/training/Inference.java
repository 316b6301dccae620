package io.foldwise.engine.training;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.training.Logistic;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Logits of a network for many samples. */
public final class Inference {

    private static final int BATCH = 256;

    private Inference() {}

    /**
     * Logits of the given rows, {@code [rows][labels]}, in their order. Samples are computed with others of similar
     * length, so that little padding is computed; that does not change their logits.
     */
    public static float[][] logits(ComputationGraph network, Dataset data, int[] rows) {
        int[] order = longestFirst(data, rows);
        float[][] logits = new float[rows.length][];
        for (int from = 0; from < order.length; from += BATCH) {
            int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + BATCH));
            Features features =
                    data.features(Arrays.stream(batch).map(i -> rows[i]).toArray());
            float[] values = logits(network, features);
            Steps.made(1);
            int labels = values.length / batch.length;
            for (int i = 0; i < batch.length; i++) {
                logits[batch[i]] = Arrays.copyOfRange(values, i * labels, (i + 1) * labels);
            }
        }
        return logits;
    }

    /** Places in {@code rows}, those of equal length in their order. */
    private static int[] longestFirst(Dataset data, int[] rows) {
        return IntStream.range(0, rows.length)
                .mapToLong(place -> (long) -data.length(rows[place]) << 32 | place)
                .sorted()
                .mapToInt(lengthAndPlace -> (int) lengthAndPlace)
                .toArray();
    }

    /** {@code [rows, labels]}, one row after the other. */
    private static float[] logits(ComputationGraph network, Features features) {
        INDArray[] input = {features.values()};
        INDArray output = features.mask()
                .map(mask -> network.output(false, input, new INDArray[] {mask})[0])
                .orElseGet(() -> network.output(false, input)[0]);
        return output.dup('c').data().asFloat();
    }

    /** The logistic function of every cell. */
    public static float[][] probabilities(float[][] logits) {
        float[][] probabilities = new float[logits.length][];
        for (int row = 0; row < logits.length; row++) {
            probabilities[row] = new float[logits[row].length];
            for (int label = 0; label < logits[row].length; label++) {
                probabilities[row][label] = (float) Logistic.sigmoid(logits[row][label]);
            }
        }
        return probabilities;
    }
}
