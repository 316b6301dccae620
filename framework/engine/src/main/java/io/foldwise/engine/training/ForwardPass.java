package io.foldwise.engine.training;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Inference;
import io.foldwise.spi.training.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Logits and predictions of a network for many samples. */
public final class ForwardPass {

    private static final int BATCH = 256;

    /** No batch of images has more numbers: a network makes many times as many of them on the way. */
    private static final int MOST_NUMBERS = 1 << 20;

    private ForwardPass() {}

    /** Takes what was computed for a sample. */
    @FunctionalInterface
    public interface Sink {

        /**
         * @param place of the sample among those that were asked for
         * @param ofHeads a tensor for each of the task's heads
         */
        void accept(int place, List<Tensor> ofHeads);
    }

    /**
     * Logits of the given rows. Samples are computed with others of similar length, so that little padding is computed; that
     * does not change their logits, only the order in which they come.
     */
    public static void logits(ComputationGraph network, Dataset data, int[] rows, Sink sink) {
        int[] order = longestFirst(data, rows);
        int size = batch(data.input());
        for (int from = 0; from < order.length; from += size) {
            int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + size));
            Features features =
                    data.features(Arrays.stream(batch).map(i -> rows[i]).toArray());
            INDArray[] outputs = outputs(network, features);
            Steps.made(1);
            List<Tensor[]> heads =
                    Arrays.stream(outputs).map(ForwardPass::samples).toList();
            for (int i = 0; i < batch.length; i++) {
                int sample = i;
                sink.accept(batch[i], heads.stream().map(head -> head[sample]).toList());
            }
        }
    }

    /** Logits of one example that is at hand, a tensor for each head. */
    static List<Tensor> logits(ComputationGraph network, Example example, InputShape input) {
        INDArray[] outputs = outputs(network, Batch.of(List.of(example), input).features());
        Steps.made(1);
        return Arrays.stream(outputs).map(output -> samples(output)[0]).toList();
    }

    private static int batch(InputShape input) {
        return input.numbers().isPresent()
                ? Math.max(1, Math.min(BATCH, MOST_NUMBERS / input.numbers().getAsInt()))
                : BATCH;
    }

    /**
     * Predictions of the given rows, in an order of their own.
     *
     * @param inference empty for whole samples in one pass
     */
    public static void predictions(
            ComputationGraph network, Optional<Inference> inference, Dataset data, int[] rows, Sink sink) {
        if (inference.isEmpty()) {
            logits(network, data, rows, (place, logits) -> sink.accept(place, predictions(data.task(), logits)));
            return;
        }
        int[] order = longestFirst(data, rows);
        int size = Math.min(inference.get().batch(), batch(data.input()));
        for (int from = 0; from < order.length; from += size) {
            int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + size));
            Features features =
                    data.features(Arrays.stream(batch).map(i -> rows[i]).toArray());
            List<List<Tensor>> predicted = InferredPredictions.checked(
                    inference.get(),
                    inference.get().predict(given -> predictions(network, data.task(), given), features),
                    batch.length,
                    data.task());
            for (int i = 0; i < batch.length; i++) {
                sink.accept(batch[i], predicted.get(i));
            }
        }
    }

    /** Predictions of a batch in one pass, {@code [samples][heads]}. */
    private static List<List<Tensor>> predictions(ComputationGraph network, Task task, Features features) {
        List<Tensor[]> heads = Arrays.stream(outputs(network, features))
                .map(ForwardPass::samples)
                .toList();
        Steps.made(1);
        return IntStream.range(0, heads.get(0).length)
                .mapToObj(sample -> predictions(
                        task, heads.stream().map(head -> head[sample]).toList()))
                .toList();
    }

    /** What logits of all heads stand for. */
    public static List<Tensor> predictions(Task task, List<Tensor> logits) {
        List<Tensor> predictions = new ArrayList<>();
        for (int head = 0; head < logits.size(); head++) {
            predictions.add(task.heads().get(head).prediction(logits.get(head)));
        }
        return predictions;
    }

    /** Rows of logits of all heads, one head after the other, as a tensor for each head. */
    static List<Tensor> split(Task task, float[] row) {
        List<Tensor> tensors = new ArrayList<>();
        int from = 0;
        for (Head head : task.heads()) {
            int to = from + head.columns().size();
            tensors.add(Tensor.row(Arrays.copyOfRange(row, from, to)));
            from = to;
        }
        return tensors;
    }

    /** Places in {@code rows}, those of equal length in their order. */
    private static int[] longestFirst(Dataset data, int[] rows) {
        return IntStream.range(0, rows.length)
                .mapToLong(place -> (long) -data.length(rows[place]) << 32 | place)
                .sorted()
                .mapToInt(lengthAndPlace -> (int) lengthAndPlace)
                .toArray();
    }

    private static INDArray[] outputs(ComputationGraph network, Features features) {
        INDArray[] input = {features.values()};
        return features.mask()
                .map(mask -> network.output(false, input, new INDArray[] {mask}))
                .orElseGet(() -> network.output(false, input));
    }

    /** The parts of an output, {@code [batch, ...]}. */
    static Tensor[] samples(INDArray output) {
        float[] values = output.dup('c').data().asFloat();
        int batch = Math.toIntExact(output.size(0));
        int cells = values.length / batch;
        int[] shape =
                Arrays.stream(output.shape()).skip(1).mapToInt(Math::toIntExact).toArray();
        Tensor[] samples = new Tensor[batch];
        for (int i = 0; i < batch; i++) {
            samples[i] = new Tensor(Arrays.copyOfRange(values, i * cells, (i + 1) * cells), shape);
        }
        return samples;
    }
}
