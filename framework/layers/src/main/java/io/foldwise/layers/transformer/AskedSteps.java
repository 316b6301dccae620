package io.foldwise.layers.transformer;

import io.foldwise.layers.kernel.SequenceLengths;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Which steps of a batch are asked for.
 *
 * @param steps of every sequence, ascending
 */
record AskedSteps(int[][] steps) {

    /** @param input {@code [batch, time, width + 1]}, whose last channel says it */
    static AskedSteps of(INDArray input) {
        int batch = (int) input.size(0);
        int time = (int) input.size(1);
        double[] flags = input.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(input.size(2) - 1))
                .dup('c')
                .data()
                .asDouble();
        int[][] steps = new int[batch][];
        int[] found = new int[time];
        for (int sample = 0; sample < batch; sample++) {
            int count = 0;
            for (int step = 0; step < time; step++) {
                if (flags[sample * time + step] != 0) {
                    found[count++] = step;
                }
            }
            steps[sample] = Arrays.copyOf(found, count);
        }
        return new AskedSteps(steps);
    }

    /** How many the sequence has that has most of them, and one at least. */
    int most() {
        return Math.max(
                1, Arrays.stream(steps).mapToInt(some -> some.length).max().orElse(0));
    }

    /** The steps as sequences of their own. */
    SequenceLengths lengths() {
        return SequenceLengths.of(
                Arrays.stream(steps).mapToInt(some -> some.length).toArray(), most());
    }
}
