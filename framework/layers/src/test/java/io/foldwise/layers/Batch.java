package io.foldwise.layers;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A seeded batch of token sequences. Padding holds tokens like any other, so that a layer which looks at padding shows.
 *
 * @param tokens {@code [batch, time]}
 * @param mask {@code [batch, time]}, or nothing
 * @param labels {@code [batch, 3]}
 * @param lengths the sequences' lengths
 */
public record Batch(INDArray tokens, Optional<INDArray> mask, INDArray labels, int... lengths) {

    /** Sequences of the given lengths in a batch of {@code time} steps, with a mask. */
    public static Batch padded(DataType type, int time, int... lengths) {
        double[][] flags = new double[lengths.length][time];
        for (int sample = 0; sample < lengths.length; sample++) {
            Arrays.fill(flags[sample], 0, lengths[sample], 1);
        }
        return random(type, time, Optional.of(Nd4j.createFromArray(flags).castTo(type)), lengths);
    }

    /** Sequences that all have {@code time} steps, without a mask. */
    public static Batch full(DataType type, int size, int time) {
        int[] lengths = new int[size];
        Arrays.fill(lengths, time);
        return random(type, time, Optional.empty(), lengths);
    }

    /** Sequences of random vectors in place of tokens, without a mask. */
    public static Batch sequences(DataType type, int size, int time, int channels) {
        Batch tokens = full(type, size, time);
        Random random = new Random(5);
        double[] values = random.doubles((long) size * time * channels, -1, 1).toArray();
        INDArray vectors = Nd4j.createFromArray(values).castTo(type).reshape(size, time, channels);
        return new Batch(vectors, Optional.empty(), tokens.labels, tokens.lengths);
    }

    private static Batch random(DataType type, int time, Optional<INDArray> mask, int... lengths) {
        Random random = new Random(11);
        double[][] tokens = new double[lengths.length][time];
        double[][] labels = new double[lengths.length][Networks.LABELS];
        for (double[] row : tokens) {
            Arrays.setAll(row, step -> random.nextInt(Networks.VOCABULARY));
        }
        for (double[] row : labels) {
            Arrays.setAll(row, label -> random.nextInt(2));
        }
        return new Batch(
                Nd4j.createFromArray(tokens).castTo(type),
                mask,
                Nd4j.createFromArray(labels).castTo(type),
                lengths);
    }

    public DataSet dataSet() {
        return new DataSet(tokens, labels, mask.orElse(null), null);
    }

    /** What a network makes of the batch. */
    public INDArray predict(ComputationGraph network) {
        return network.output(false, new INDArray[] {tokens}, masks())[0].dup();
    }

    /** The gradient of all parameters in one row. */
    public INDArray gradient(ComputationGraph network) {
        network.setInputs(tokens);
        network.setLabels(labels);
        network.setLayerMaskArrays(masks(), null);
        network.computeGradientAndScore();
        INDArray gradient = network.gradient().gradient().dup();
        network.clearLayerMaskArrays();
        return gradient;
    }

    /** The mask as networks take it: {@code null} for none. */
    public INDArray[] masks() {
        return mask.map(values -> new INDArray[] {values}).orElse(null);
    }

    /** One of the sequences on its own, without padding and without a mask. */
    public Batch alone(int sample) {
        INDArray own = tokens.get(
                        NDArrayIndex.interval(sample, sample + 1),
                        NDArrayIndex.interval(0, Math.max(1, lengths[sample])))
                .dup();
        INDArray ownLabels =
                labels.get(NDArrayIndex.interval(sample, sample + 1)).dup();
        return new Batch(own, Optional.empty(), ownLabels, lengths[sample]);
    }
}
