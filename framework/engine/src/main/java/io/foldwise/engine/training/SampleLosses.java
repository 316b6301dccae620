package io.foldwise.engine.training;

import io.foldwise.engine.network.Standard;
import io.foldwise.spi.IncompatibleException;
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
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The loss of each training sample under the weights a stage started from: of labels the mean cross-entropy, whatever loss is
 * trained; of other heads the stage's loss on the sample alone. Samples are as they are; where their targets are laid out otherwise
 * than logits, as the stage's augmentations make them, by randomness of the stage's own. Computed when first asked for, and then
 * kept, so that every epoch of a stage sees the same numbers.
 */
final class SampleLosses implements Supplier<double[]> {

    private final ComputationGraph network;
    private final INDArray weights;
    private final Dataset data;
    private final int[] rows;
    private final Stage stage;
    private final List<Optional<Standard>> units;
    private final Seed seed;
    private double[] losses;

    /**
     * @param units in which each head is learned
     * @param seed of how samples are augmented, if they have to be
     */
    SampleLosses(
            ComputationGraph network,
            INDArray weights,
            Examples.Cut cut,
            Stage stage,
            List<Optional<Standard>> units,
            Seed seed) {
        this.network = network;
        this.weights = weights;
        this.data = cut.data();
        this.rows = cut.rows();
        this.stage = stage;
        this.units = units;
        this.seed = seed;
    }

    @Override
    public double[] get() {
        if (losses == null && rows.length == 0) {
            losses = new double[0];
        }
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
                    : trained(stage.losses().get(number), learned(number, target), learned(number, logits.get(number)));
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

    private static double trained(Loss loss, double[] targets, double[] logits) {
        if (targets.length != logits.length && !loss.takesOtherShapes()) {
            throw new IncompatibleException(
                    "the model gives " + logits.length + " logits for a sample whose target has " + targets.length
                            + " numbers: an augmentation has to make cells of it");
        }
        return loss.evaluate(logits, targets, 1, logits.length, new double[logits.length]);
    }

    /** Numbers of a head, in the units in which it is learned. */
    private double[] learned(int head, Tensor tensor) {
        float[] values = tensor.values();
        return IntStream.range(0, values.length)
                .mapToDouble(column -> units.get(head)
                        .map(standard -> standard.standardised(values[column], column))
                        .orElse((double) values[column]))
                .toArray();
    }
}
