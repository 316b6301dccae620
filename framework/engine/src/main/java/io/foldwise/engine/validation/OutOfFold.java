package io.foldwise.engine.validation;

import io.foldwise.spi.data.Average;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Out-of-fold predictions: for every held-out sample, the mean of the predictions of networks that never saw it. Holds no
 * prediction itself: each is asked for when it is needed.
 */
public final class OutOfFold {

    private final Dataset data;
    private final List<Part> parts = new ArrayList<>();

    private record Part(int[] rows, Source predictions) {}

    /** Gives a fold's prediction for one of its held-out samples, by its place among them. */
    @FunctionalInterface
    public interface Source {
        Tensor prediction(Head head, int place);
    }

    public OutOfFold(Dataset data) {
        this.data = data;
    }

    /** Adds one fold's predictions for its held-out rows. */
    public OutOfFold add(Fold fold, Predictions predictions) {
        return add(fold, predictions::of);
    }

    /** As {@link #add(Fold, Predictions)}. */
    public OutOfFold add(Fold fold, Source predictions) {
        parts.add(new Part(fold.heldOut(), predictions));
        return this;
    }

    /** The samples that have a prediction, ascending. */
    public int[] rows() {
        boolean[] held = new boolean[data.size()];
        parts.forEach(part -> Arrays.stream(part.rows()).forEach(row -> held[row] = true));
        return IntStream.range(0, held.length).filter(row -> held[row]).toArray();
    }

    /** The predictions for {@link #rows}. */
    public Predictions predictions() {
        int[] rows = rows();
        List<String> ids = Arrays.stream(rows).mapToObj(data::id).toList();
        return new Predictions(ids, (head, sample) -> mean(head, rows[sample]));
    }

    private Tensor mean(Head head, int row) {
        List<Tensor> ofFolds = new ArrayList<>();
        for (Part part : parts) {
            int place = Arrays.binarySearch(part.rows(), row);
            if (place >= 0) {
                ofFolds.add(part.predictions().prediction(head, place));
            }
        }
        return ofFolds.size() == 1
                ? ofFolds.get(0)
                : head.average(ofFolds, equal(ofFolds.size()), Average.PROBABILITIES);
    }

    private static double[] equal(int members) {
        double[] weights = new double[members];
        Arrays.fill(weights, 1.0 / members);
        return weights;
    }
}
