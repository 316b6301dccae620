package io.foldwise.engine.training;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
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
        Tensor first = data.target(rows[0], head);
        int cells = first.values().length;
        float[] all = Arrays.copyOf(first.values(), Math.multiplyExact(cells, rows.length));
        for (int sample = 1; sample < rows.length; sample++) {
            Tensor target = data.target(rows[sample], head);
            if (!Arrays.equals(target.shape(), first.shape())) {
                throw new IllegalStateException("targets of '" + head.name() + "' have different shapes in one batch: "
                        + first + " of " + data.id(rows[0]) + ", " + target + " of " + data.id(rows[sample]));
            }
            System.arraycopy(target.values(), 0, all, sample * cells, cells);
        }
        long[] shape = LongStream.concat(
                        LongStream.of(rows.length), Arrays.stream(first.shape()).asLongStream())
                .toArray();
        return Nd4j.createFromArray(all).reshape('c', shape);
    }

    int size() {
        return Math.toIntExact(targets.get(0).size(0));
    }

    /** One step of training; the batch's loss is then the network's score. */
    void fit(ComputationGraph network) {
        INDArray[] masks = features.mask().map(mask -> new INDArray[] {mask}).orElse(null);
        network.fit(new INDArray[] {features.values()}, targets.toArray(INDArray[]::new), masks, null);
    }
}
