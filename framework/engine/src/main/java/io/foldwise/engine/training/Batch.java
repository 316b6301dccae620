package io.foldwise.engine.training;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
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

    /** The batch as augmentations change it, one after the other. */
    Batch augmented(List<Augmentation> augmentations, SplittableRandom random) {
        if (augmentations.isEmpty()) {
            return this;
        }
        MultiDataSet changed = arrays();
        for (Augmentation augmentation : augmentations) {
            changed = augmentation.augment(changed, random);
        }
        if (changed.hasMaskArrays() && changed.getLabelsMaskArrays() != null) {
            throw new IllegalStateException("an augmentation masks targets, which nothing looks at");
        }
        Optional<INDArray> mask =
                Optional.ofNullable(changed.getFeaturesMaskArrays()).map(masks -> masks[0]);
        return new Batch(new Features(changed.getFeatures(0), mask), List.of(changed.getLabels()));
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
