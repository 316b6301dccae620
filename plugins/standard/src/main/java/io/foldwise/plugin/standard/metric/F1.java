package io.foldwise.plugin.standard.metric;

import io.foldwise.plugin.standard.labels.HeadCheck;
import io.foldwise.plugin.standard.labels.Positives;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * F1 score of one label or class, {@code 2 TP / (2 TP + FP + FN)}. A label is predicted from a probability of 0.5 on, a class where it
 * is the most probable. NaN where it neither occurs nor is predicted. Details are precision {@code TP / (TP + FP)} and recall {@code
 * TP / (TP + FN)}, where they are defined.
 */
@Description("F1 score of one label or class; larger is better")
public final class F1 implements RowMetric {

    private final int positive;

    /** Of what. */
    public record Params(
            @Description(
                    "The label or class that is looked for; a single label, or the second of two classes, need not be named")
            Optional<@NotBlank String> positive) {}

    /** @throws IncompatibleException if there is no such label or class, or it has to be named */
    @Inject
    public F1(Params params, Head head) {
        HeadCheck.probabilities(head, "rmse or mae");
        List<String> columns = head.columns();
        boolean plain = columns.size() == (head instanceof Classes ? 2 : 1);
        if (params.positive().isEmpty() && !plain) {
            throw new IncompatibleException("is of one label or class: name it by positive, or use macro-f1 for '"
                    + head.name() + "', which is " + head);
        }
        this.positive =
                params.positive().map(name -> place(name, columns, head)).orElse(columns.size() - 1);
    }

    private static int place(String name, List<String> columns, Head head) {
        if (!columns.contains(name)) {
            throw new IncompatibleException("'" + head.name() + "' has no '" + name + "': it has " + columns);
        }
        return columns.indexOf(name);
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double value(RowHead head, float[][] targets, float[][] probabilities) {
        return Counts.of(head, positive, targets, probabilities).f1();
    }

    @Override
    public Map<String, Double> details(RowHead head, float[][] targets, float[][] probabilities) {
        Counts counts = Counts.of(head, positive, targets, probabilities);
        Map<String, Double> details = new LinkedHashMap<>();
        details.put("precision", counts.precision());
        details.put("recall", counts.recall());
        details.values().removeIf(share -> Double.isNaN(share));
        return details;
    }

    /** How often a column is predicted and true. */
    record Counts(long hits, long falseAlarms, long misses) {

        static Counts of(RowHead head, int column, float[][] targets, float[][] probabilities) {
            long hits = 0;
            long falseAlarms = 0;
            long misses = 0;
            for (int row = 0; row < targets.length; row++) {
                boolean is = positive(head, targets[row], column);
                boolean predicted = positive(head, probabilities[row], column);
                hits += is && predicted ? 1 : 0;
                falseAlarms += !is && predicted ? 1 : 0;
                misses += is && !predicted ? 1 : 0;
            }
            return new Counts(hits, falseAlarms, misses);
        }

        private static boolean positive(RowHead head, float[] row, int column) {
            return head instanceof Classes ? Classes.largest(row) == column : Positives.is(row[column]);
        }

        double f1() {
            return 2.0 * hits / (2 * hits + falseAlarms + misses);
        }

        double precision() {
            return (double) hits / (hits + falseAlarms);
        }

        double recall() {
            return (double) hits / (hits + misses);
        }
    }
}
