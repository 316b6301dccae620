package io.foldwise.engine.training;

import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Loss;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The loss of each training sample under the weights a stage started from: of labels the mean cross-entropy, whatever loss is
 * trained; of other heads the stage's loss on the sample alone. Computed when first asked for, and then kept, so that every epoch
 * of a stage sees the same numbers.
 */
final class SampleLosses implements Supplier<double[]> {

    private final ComputationGraph network;
    private final INDArray weights;
    private final Dataset data;
    private final int[] rows;
    private final List<Loss> stageLosses;
    private double[] losses;

    /** @param stageLosses one for each head */
    SampleLosses(ComputationGraph network, INDArray weights, Dataset data, int[] rows, List<Loss> stageLosses) {
        this.network = network;
        this.weights = weights;
        this.data = data;
        this.rows = rows;
        this.stageLosses = stageLosses;
    }

    @Override
    public double[] get() {
        if (losses == null) {
            INDArray current = network.params().dup();
            network.setParams(weights);
            losses = new double[rows.length];
            ForwardPass.logits(network, data, rows, (place, logits) -> losses[place] = loss(rows[place], logits));
            network.setParams(current);
        }
        return losses.clone();
    }

    /** The sum over heads. */
    private double loss(int row, List<Tensor> logits) {
        double sum = 0;
        List<Head> heads = data.task().heads();
        for (int number = 0; number < heads.size(); number++) {
            Head head = heads.get(number);
            Tensor target = data.target(row, head);
            sum += head instanceof LabelSchema
                    ? crossEntropy(target.values(), logits.get(number).values())
                    : trained(
                            stageLosses.get(number),
                            target.values(),
                            logits.get(number).values());
        }
        return sum;
    }

    private static double crossEntropy(float[] targets, float[] logits) {
        double sum = 0;
        for (int label = 0; label < targets.length; label++) {
            sum += Logistic.crossEntropy(logits[label], targets[label]);
        }
        return sum / targets.length;
    }

    private static double trained(Loss loss, float[] targets, float[] logits) {
        return loss.evaluate(doubles(logits), doubles(targets), 1, targets.length, new double[targets.length]);
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
