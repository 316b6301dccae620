package io.foldwise.engine.training;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A batch that is ready to be trained on.
 *
 * @param targets {@code [batch, labels]}
 */
record Batch(Features features, INDArray targets) {

    static Batch of(Dataset data, int[] rows) {
        float[][] targets = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            targets[i] = data.targets(rows[i]);
        }
        return new Batch(data.features(rows), Nd4j.createFromArray(targets));
    }

    int size() {
        return Math.toIntExact(targets.size(0));
    }

    /** One step of training; the batch's loss is then the network's score. */
    void fit(ComputationGraph network) {
        network.fit(new INDArray[] {features.values()}, new INDArray[] {targets}, masks(), null);
    }

    /** The batch's arrays, as hooks see them. */
    MultiDataSet arrays() {
        return new org.nd4j.linalg.dataset.MultiDataSet(
                new INDArray[] {features.values()}, new INDArray[] {targets}, masks(), null);
    }

    private INDArray[] masks() {
        return features.mask().map(mask -> new INDArray[] {mask}).orElse(null);
    }
}
