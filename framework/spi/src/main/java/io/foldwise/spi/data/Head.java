package io.foldwise.spi.data;

import io.foldwise.spi.Logistic;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One thing that is asked of every sample, and what its answers are: the shape of logits, how they become a prediction, and
 * how predictions are averaged and kept. Targets are predictions that happen to be true, and have the same shape, but for
 * heads with a {@link #target} of their own.
 *
 * <p>{@link LabelSchema}, {@link Classes} and {@link Quantities} are rows of numbers; plugins bring others, such as masks. What
 * this interface does by default suits every head whose cells are yes-or-no questions of their own.
 */
public interface Head {

    /** What baselines are called that say how frequent each answer is. */
    String BASE_RATES = "base rates";

    /** Names the head in experiment files, and its files and the network's vertex: lower-case words with hyphens. */
    String name();

    /**
     * The shape of one sample's logits, without the batch. A dimension of {@code -1} is as the input's: {@code [-1, -1, 1]} for a
     * mask of images of any size.
     */
    long[] logits();

    /**
     * The shape of one sample's target, that of its logits unless the head says otherwise: numbers of classes, say, in place of a cell
     * for each.
     */
    default long[] target() {
        return logits();
    }

    /** How predictions are kept. */
    Storage storage();

    /** The names of a table's columns, as many as a sample has cells; empty for {@link Storage.Arrays}. */
    default List<String> columns() {
        return List.of();
    }

    /** The prediction that a sample's logits stand for; the logistic function of every cell unless the head says otherwise. */
    default Tensor prediction(Tensor logits) {
        float[] probabilities = new float[logits.values().length];
        for (int cell = 0; cell < probabilities.length; cell++) {
            probabilities[cell] = (float) Logistic.sigmoid(logits.values()[cell]);
        }
        return logits.with(probabilities);
    }

    /**
     * The weighted mean of what several models predict for one sample; cell by cell unless the head says otherwise.
     *
     * @param weights one for each member, with sum 1
     */
    default Tensor average(List<Tensor> members, double[] weights, Average of) {
        return Cells.average(members, weights, of);
    }

    /**
     * What models would say that learned nothing of a sample: predictions for all samples, from the training targets alone, by what
     * they are called. Scores are shown beside the scores of these. Empty where nothing sensible can be said.
     */
    default Map<String, Tensor> baselines(Stream<Tensor> targets) {
        return Map.of();
    }
}
