package io.foldwise.engine.training;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A batch that is ready to be trained on.
 *
 * @param targets of every head, {@code [batch, ...]}
 */
record Batch(Features features, List<INDArray> targets) {

    static Batch of(Dataset data, int[] rows) {
        return new Batch(
                data.features(rows),
                data.task().heads().stream()
                        .map(head -> targets(data, rows, head))
                        .toList());
    }

    private static INDArray targets(Dataset data, int[] rows, Head head) {
        List<Tensor> targets =
                Arrays.stream(rows).mapToObj(row -> data.target(row, head)).toList();
        try {
            return stacked(targets);
        } catch (IllegalArgumentException uneven) {
            throw new IllegalStateException(
                    "targets of '" + head.name() + "' do not fit into one batch: " + uneven.getMessage(), uneven);
        }
    }

    /**
     * Tensors of one shape as an array, {@code [tensors, ...]}.
     *
     * @throws IllegalArgumentException if their shapes differ
     */
    static INDArray stacked(List<Tensor> tensors) {
        Tensor first = tensors.get(0);
        int cells = first.values().length;
        float[] all = new float[Math.multiplyExact(cells, tensors.size())];
        for (int i = 0; i < tensors.size(); i++) {
            Tensor tensor = tensors.get(i);
            if (!Arrays.equals(tensor.shape(), first.shape())) {
                throw new IllegalArgumentException(first + " and " + tensor + " have different shapes");
            }
            System.arraycopy(tensor.values(), 0, all, i * cells, cells);
        }
        long[] shape = LongStream.concat(
                        LongStream.of(tensors.size()),
                        Arrays.stream(first.shape()).asLongStream())
                .toArray();
        return Nd4j.createFromArray(all).reshape('c', shape);
    }

    /**
     * Examples as one batch; sequences and signals of different lengths are padded and masked.
     *
     * @param input the shape of the data that they are from
     */
    static Batch of(List<Example> examples, InputShape input) {
        List<Tensor> inputs = examples.stream().map(Example::input).toList();
        boolean padded = input.numbers().isEmpty(); // samples are of different lengths
        return new Batch(
                padded ? Padding.features(inputs) : Features.of(evened(inputs, "inputs")),
                IntStream.range(0, examples.get(0).targets().size())
                        .mapToObj(head -> evened(
                                examples.stream()
                                        .map(example -> example.targets().get(head))
                                        .toList(),
                                "targets"))
                        .toList());
    }

    /** A sample as it is, without padding. Unlike those of a batch, its targets may have a shape of their own. */
    static Example example(Dataset data, int row) {
        return new Example(
                inputs(data.features(new int[] {row})).get(0),
                data.task().heads().stream().map(head -> data.target(row, head)).toList());
    }

    /** Arrays of one input, as hooks see them. */
    static Batch of(MultiDataSet arrays) {
        Optional<INDArray> mask =
                Optional.ofNullable(arrays.getFeaturesMaskArrays()).map(masks -> masks[0]);
        return new Batch(new Features(arrays.getFeatures(0), mask), List.of(arrays.getLabels()));
    }

    /**
     * The batch as augmentations change its examples, one after the other.
     *
     * @param input the shape of the data that they are from
     */
    Batch augmented(List<Augmentation> augmentations, Seed seed, InputShape input) {
        List<Example> examples = examples();
        return of(
                IntStream.range(0, examples.size())
                        .mapToObj(place -> augmented(examples.get(place), augmentations, seed.branch("example", place)))
                        .toList(),
                input);
    }

    /** An example as augmentations change it, one after the other. */
    static Example augmented(Example example, List<Augmentation> augmentations, Seed seed) {
        Example changed = example;
        for (int i = 0; i < augmentations.size(); i++) {
            changed = augmentations
                    .get(i)
                    .augment(changed, seed.branch("augmentation", i).random());
        }
        return changed;
    }

    private static INDArray evened(List<Tensor> tensors, String what) {
        try {
            return stacked(tensors);
        } catch (IllegalArgumentException uneven) {
            throw new IllegalStateException(
                    "augmented " + what + " do not fit into one batch: " + uneven.getMessage(), uneven);
        }
    }

    /** The batch's examples, without padding. */
    List<Example> examples() {
        List<Tensor> inputs = inputs(features);
        List<List<Tensor>> heads = targets.stream().map(Batch::slices).toList();
        return IntStream.range(0, inputs.size())
                .mapToObj(place -> new Example(
                        inputs.get(place),
                        heads.stream().map(head -> head.get(place)).toList()))
                .toList();
    }

    /** The inputs of a batch, without padding. */
    private static List<Tensor> inputs(Features features) {
        return features.mask()
                .map(mask -> Padding.without(slices(features.values()), mask))
                .orElseGet(() -> slices(features.values()));
    }

    private static List<Tensor> slices(INDArray batch) {
        int[] shape =
                Arrays.stream(batch.shape()).skip(1).mapToInt(Math::toIntExact).toArray();
        float[] all = batch.dup('c').data().asFloat();
        int cells = Tensor.cells(shape);
        return IntStream.range(0, Math.toIntExact(batch.size(0)))
                .mapToObj(place -> new Tensor(Arrays.copyOfRange(all, place * cells, (place + 1) * cells), shape))
                .toList();
    }

    int size() {
        return Math.toIntExact(targets.get(0).size(0));
    }

    /** One step of training; the batch's loss is then the network's score. */
    void fit(ComputationGraph network) {
        network.fit(new INDArray[] {features.values()}, targets.toArray(INDArray[]::new), masks(), null);
    }

    /** The batch's arrays, as hooks see them. */
    MultiDataSet arrays() {
        return new org.nd4j.linalg.dataset.MultiDataSet(
                new INDArray[] {features.values()}, targets.toArray(INDArray[]::new), masks(), null);
    }

    private INDArray[] masks() {
        return features.mask().map(mask -> new INDArray[] {mask}).orElse(null);
    }
}
