package io.foldwise.engine.training;

import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Steps of nothing after the end of sequences and signals, {@code [time, ...]}, so that they share a batch. */
final class Padding {

    private Padding() {}

    /** Inputs as one batch, as long as the longest of them, and masked if they are not all as long. */
    static Features features(List<Tensor> inputs) {
        int longest = Math.max(1, inputs.stream().mapToInt(Padding::steps).max().orElseThrow());
        INDArray values = Batch.stacked(
                inputs.stream().map(input -> lengthened(input, longest)).toList());
        if (inputs.stream().allMatch(input -> steps(input) == longest)) {
            return Features.of(values);
        }
        float[] mask = new float[inputs.size() * longest];
        for (int i = 0; i < inputs.size(); i++) {
            Arrays.fill(mask, i * longest, i * longest + steps(inputs.get(i)), 1);
        }
        return Features.masked(values, Nd4j.createFromArray(mask).reshape('c', inputs.size(), longest));
    }

    /**
     * The inputs of a batch as long as they are.
     *
     * @param mask {@code [batch, time]}, 1 up to where padding begins
     */
    static List<Tensor> without(List<Tensor> padded, INDArray mask) {
        int[] steps = mask.sum(1).toIntVector();
        return IntStream.range(0, steps.length)
                .mapToObj(place -> lengthened(padded.get(place), steps[place]))
                .toList();
    }

    private static int steps(Tensor input) {
        return input.shape()[0];
    }

    private static Tensor lengthened(Tensor input, int steps) {
        int[] shape = input.shape().clone();
        shape[0] = steps;
        return new Tensor(Arrays.copyOf(input.values(), Tensor.cells(shape)), shape);
    }
}
