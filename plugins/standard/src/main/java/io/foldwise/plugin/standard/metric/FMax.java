package io.foldwise.plugin.standard.metric;

import io.foldwise.plugin.standard.labels.HeadCheck;
import io.foldwise.plugin.standard.labels.Positives;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The largest F1 of samples that one threshold for all labels reaches: of all thresholds {@code t}, the maximum of {@code 2 P(t) R(t)
 * / (P(t) + R(t))}. {@code P} is the mean of {@code hits / predicted labels} over the samples with a predicted label, and {@code R}
 * that of {@code hits / true labels} over the samples with a true one. NaN where no sample has one. Details are the threshold, from
 * which on labels are predicted, precision and recall.
 *
 * <p>The threshold is chosen on the samples that are measured, which flatters the score a little; no sample needs one of its own.
 *
 * @see <a href="https://arxiv.org/abs/2004.13701">Strodthoff et al. 2021, sample-centric Fmax of PTB-XL</a>
 * @see <a href="https://doi.org/10.1038/nmeth.2340">Radivojac et al. 2013</a>
 */
@Description("Largest mean F1 of samples that one threshold for all labels reaches; larger is better")
public final class FMax implements RowMetric {

    /** Nothing to choose. */
    public record Params() {}

    @Inject
    public FMax(Head head) {
        HeadCheck.yesOrNo(head, "macro-f1", "rmse or mae");
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public boolean distortedByPooling() {
        return true;
    }

    @Override
    public double value(RowHead labels, float[][] targets, float[][] probabilities) {
        return best(targets, probabilities).f1();
    }

    @Override
    public Map<String, Double> details(RowHead labels, float[][] targets, float[][] probabilities) {
        Point best = best(targets, probabilities);
        Map<String, Double> details = new LinkedHashMap<>();
        details.put("threshold", best.threshold());
        details.put("precision", best.precision());
        details.put("recall", best.recall());
        details.values().removeIf(value -> Double.isNaN(value));
        return details;
    }

    /** What a threshold reaches. */
    private record Point(double threshold, double precision, double recall) {

        double f1() {
            return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        }
    }

    /** From the largest probability down, every cell passed is one more that is predicted. Equal ones are passed at once. */
    private static Point best(float[][] targets, float[][] probabilities) {
        Samples samples = new Samples(targets);
        int width = targets.length == 0 ? 0 : targets[0].length;
        int[] cells = IntStream.range(0, targets.length * width)
                .boxed()
                .sorted((a, b) ->
                        Float.compare(probabilities[b / width][b % width], probabilities[a / width][a % width]))
                .mapToInt(Integer::intValue)
                .toArray();
        Point best = new Point(Double.NaN, Double.NaN, Double.NaN);
        for (int place = 0; place < cells.length; place++) {
            float here = probabilities[cells[place] / width][cells[place] % width];
            samples.predict(cells[place] / width, cells[place] % width);
            boolean tied = place + 1 < cells.length
                    && probabilities[cells[place + 1] / width][cells[place + 1] % width] == here;
            Point point = samples.at(here);
            if (!tied && !(point.f1() <= best.f1())) {
                best = point;
            }
        }
        return best;
    }

    /** Samples with the labels that are predicted so far. */
    private static final class Samples {

        private final float[][] targets;
        private final int[] trueLabels;
        private final int[] predicted;
        private final int[] hits;
        private final long withTrueLabels;
        private long withPredictions;
        private double precisions;
        private double recalls;

        Samples(float[][] targets) {
            this.targets = targets;
            this.predicted = new int[targets.length];
            this.hits = new int[targets.length];
            this.trueLabels = IntStream.range(0, targets.length)
                    .map(row -> (int) IntStream.range(0, targets[row].length)
                            .filter(label -> Positives.is(targets[row][label]))
                            .count())
                    .toArray();
            this.withTrueLabels =
                    IntStream.of(trueLabels).filter(labels -> labels > 0).count();
        }

        void predict(int row, int label) {
            if (predicted[row] == 0) {
                withPredictions++;
            } else {
                precisions -= (double) hits[row] / predicted[row];
            }
            predicted[row]++;
            if (Positives.is(targets[row][label])) {
                hits[row]++;
                recalls += 1.0 / trueLabels[row];
            }
            precisions += (double) hits[row] / predicted[row];
        }

        Point at(double threshold) {
            return new Point(threshold, precisions / withPredictions, recalls / withTrueLabels);
        }
    }
}
