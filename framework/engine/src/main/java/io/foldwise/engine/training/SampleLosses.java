package io.foldwise.engine.training;

import io.foldwise.spi.Logistic;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Example;
import io.foldwise.spi.training.Examples;
import io.foldwise.spi.training.Loss;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The loss of each training sample under the weights a stage started from: of labels the mean cross-entropy, whatever loss is
 * trained; of other heads the stage's loss on the sample alone. Samples are as they are; where their targets are laid out otherwise
 * than logits, as lists of boxes are, as the stage's augmentations make them, by randomness of the stage's own. Computed when first asked for, and then kept, so that every epoch
 * of a stage sees the same numbers.
 */
final class SampleLosses implements Supplier<double[]> {

    private final ComputationGraph network;
    private final INDArray weights;
    private final Dataset data;
    private final int[] rows;
    private final Stage stage;
    private final Seed seed;
    private double[] losses;

    /** @param seed of how samples are augmented, if they have to be */
    SampleLosses(ComputationGraph network, INDArray weights, Examples.Cut cut, Stage stage, Seed seed) {
        this.network = network;
        this.weights = weights;
        this.data = cut.data();
        this.rows = cut.rows();
        this.stage = stage;
        this.seed = seed;
    }

    @Override
    public double[] get() {
        if (losses == null) {
            INDArray current = network.params().dup();
            network.setParams(weights);
            losses = new double[rows.length];
            if (comparable()) {
                ForwardPass.logits(
                        network, data, rows, (place, logits) -> losses[place] = loss(targets(rows[place]), logits));
            } else {
                for (int place = 0; place < rows.length; place++) {
                    losses[place] = augmented(rows[place]);
                }
            }
            network.setParams(current);
        }
        return losses.clone();
    }

    /** Whether targets, as the data has them, are laid out as logits are. */
    private boolean comparable() {
        return data.task().heads().stream()
                .allMatch(head ->
                        head instanceof RowHead || data.target(rows[0], head).shape().length == head.logits().length);
    }

    private double augmented(int row) {
        Example example = Batch.augmented(Batch.example(data, row), stage.augmentations(), seed.branch("example", row));
        return loss(example.targets(), ForwardPass.logits(network, example, data.input()));
    }

    private List<Tensor> targets(int row) {
        return data.task().heads().stream().map(head -> data.target(row, head)).toList();
    }

    /** The sum over heads. */
    private double loss(List<Tensor> targets, List<Tensor> logits) {
        double sum = 0;
        List<Head> heads = data.task().heads();
        for (int number = 0; number < heads.size(); number++) {
            Head head = heads.get(number);
            Tensor target = targets.get(number);
            sum += head instanceof LabelSchema
                    ? crossEntropy(target.values(), logits.get(number).values())
                    : trained(
                            stage.losses().get(number),
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
