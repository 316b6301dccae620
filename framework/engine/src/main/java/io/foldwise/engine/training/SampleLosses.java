package io.foldwise.engine.training;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.training.Logistic;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean cross-entropy of each training sample under the weights a stage started from. Computed when first asked for,
 * and then kept, so that every epoch of a stage sees the same numbers.
 */
final class SampleLosses implements Supplier<double[]> {

    private final ComputationGraph network;
    private final INDArray weights;
    private final Dataset data;
    private final int[] rows;
    private double[] losses;

    SampleLosses(ComputationGraph network, INDArray weights, Dataset data, int[] rows) {
        this.network = network;
        this.weights = weights;
        this.data = data;
        this.rows = rows;
    }

    @Override
    public double[] get() {
        if (losses == null) {
            INDArray current = network.params().dup();
            network.setParams(weights);
            losses = losses(Inference.logits(network, data, rows));
            network.setParams(current);
        }
        return losses.clone();
    }

    private double[] losses(float[][] logits) {
        double[] means = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            float[] targets = data.targets(rows[i]);
            double sum = 0;
            for (int label = 0; label < targets.length; label++) {
                sum += Logistic.crossEntropy(logits[i][label], targets[label]);
            }
            means[i] = sum / targets.length;
        }
        return means;
    }
}
