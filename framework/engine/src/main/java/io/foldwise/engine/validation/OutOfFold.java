package io.foldwise.engine.validation;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.validation.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Out-of-fold predictions: for every held-out sample, the mean of the predictions of networks that never saw it.
 */
public final class OutOfFold {

    private final Dataset data;
    private final double[][] sums;
    private final int[] counts;

    public OutOfFold(Dataset data) {
        this.data = data;
        this.sums = new double[data.size()][data.labels().width()];
        this.counts = new int[data.size()];
    }

    /** Adds one fold's predictions for its held-out rows. */
    public OutOfFold add(Fold fold, float[][] probabilities) {
        int[] rows = fold.heldOut();
        for (int i = 0; i < rows.length; i++) {
            counts[rows[i]]++;
            for (int label = 0; label < probabilities[i].length; label++) {
                sums[rows[i]][label] += probabilities[i][label];
            }
        }
        return this;
    }

    /** The samples that have a prediction, ascending. */
    public int[] rows() {
        return IntStream.range(0, counts.length).filter(row -> counts[row] > 0).toArray();
    }

    /** {@code [rows][labels]} for {@link #rows}. */
    public float[][] probabilities() {
        return Arrays.stream(rows()).mapToObj(this::mean).toArray(float[][]::new);
    }

    private float[] mean(int row) {
        float[] mean = new float[sums[row].length];
        for (int label = 0; label < mean.length; label++) {
            mean[label] = (float) (sums[row][label] / counts[row]);
        }
        return mean;
    }

    public Predictions predictions() {
        List<String> ids = new ArrayList<>();
        for (int row : rows()) {
            ids.add(data.id(row));
        }
        return new Predictions(ids, probabilities());
    }
}
