package io.foldwise.plugin.text.linear;

import io.foldwise.plugin.text.ngram.NGrams;
import io.foldwise.plugin.text.ngram.SparseRows;
import io.foldwise.plugin.text.ngram.TfIdf;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * Adversarial validation: how well a linear model tells the samples of two datasets apart. If it can, random folds of the
 * first say little about the second, and grouped folds or a transfer to other data should be looked at instead.
 *
 * @param auc the area under the curve on samples that the model was not fitted on: 1 if every sample tells where it is
 *     from, 0.5 if the datasets differ by chance, clearly below 0.5 if someone dealt the samples out more evenly than that
 * @param giveaways the n-grams that tell most, the most telling first
 */
public record ShiftReport(double auc, List<Giveaway> giveaways) {

    /**
     * An n-gram that tells the datasets apart.
     *
     * @param ngram its tokens
     * @param inFirst the share of the first dataset's samples that hold it
     * @param inSecond the share of the second's
     */
    public record Giveaway(String ngram, double inFirst, double inSecond) {}

    private static final int FOLDS = 5;
    private static final int MOST_GIVEAWAYS = 20;
    private static final double C = 4;

    /**
     * Compares two datasets whose inputs are sequences.
     *
     * @param ngrams the length of the longest n-grams that the model looks at
     * @param seed decides the folds
     */
    public static ShiftReport between(Dataset first, Dataset second, int ngrams, Seed seed) {
        List<int[]> samples = new ArrayList<>(TokenSequences.of(first, rows(first)));
        samples.addAll(TokenSequences.of(second, rows(second)));
        double[] isSecond = new double[samples.size()];
        Arrays.fill(isSecond, first.size(), isSecond.length, 1);
        return new ShiftReport(auc(samples, isSecond, ngrams, seed), giveaways(samples, isSecond, ngrams));
    }

    private static int[] rows(Dataset data) {
        return IntStream.range(0, data.size()).toArray();
    }

    /** The mean of the folds' areas. */
    private static double auc(List<int[]> samples, double[] targets, int ngrams, Seed seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, targets.length).boxed().toList());
        Collections.shuffle(order, new Random(seed.value()));
        double sum = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Integer> held = order.subList(order.size() * fold / FOLDS, order.size() * (fold + 1) / FOLDS);
            List<Integer> fitted = new ArrayList<>(order);
            fitted.subList(order.size() * fold / FOLDS, order.size() * (fold + 1) / FOLDS)
                    .clear();
            List<int[]> known = fitted.stream().map(samples::get).toList();
            TfIdf tfIdf = TfIdf.fit(known, ngrams, 1);
            double[] weights = LogisticRegression.fit(tfIdf.rows(known), chosen(targets, fitted), C);
            SparseRows unknown = tfIdf.rows(held.stream().map(samples::get).toList());
            double[] scores = IntStream.range(0, held.size())
                    .mapToDouble(row -> unknown.dot(row, weights))
                    .toArray();
            sum += areaUnderCurve(scores, chosen(targets, held));
        }
        return sum / FOLDS;
    }

    private static double[] chosen(double[] values, List<Integer> rows) {
        return rows.stream().mapToDouble(row -> values[row]).toArray();
    }

    /** The chance that a positive scores higher than a negative (Mann and Whitney's U, ties count half). */
    private static double areaUnderCurve(double[] scores, double[] targets) {
        double[] ranks = new NaturalRanking().rank(scores);
        double positives = Arrays.stream(targets).sum();
        double rankSum = IntStream.range(0, ranks.length)
                .mapToDouble(i -> targets[i] * ranks[i])
                .sum();
        return (rankSum - positives * (positives + 1) / 2) / (positives * (targets.length - positives));
    }

    /** The n-grams by how far they pull the mean logits of both datasets apart. */
    private static List<Giveaway> giveaways(List<int[]> samples, double[] isSecond, int ngrams) {
        TfIdf tfIdf = TfIdf.fit(samples, ngrams, 1);
        SparseRows rows = tfIdf.rows(samples);
        double[] weights = LogisticRegression.fit(rows, isSecond, C);
        double seconds = Arrays.stream(isSecond).sum();
        double firsts = isSecond.length - seconds;
        double[] pull = new double[rows.width()];
        double[] inFirst = new double[rows.width()];
        double[] inSecond = new double[rows.width()];
        for (int row = 0; row < rows.rows(); row++) {
            boolean second = isSecond[row] == 1;
            for (int cell = rows.starts()[row]; cell < rows.starts()[row + 1]; cell++) {
                int column = rows.columns()[cell];
                double contribution = weights[column] * rows.values()[cell];
                pull[column] += second ? contribution / seconds : -contribution / firsts;
                (second ? inSecond : inFirst)[column] += 1 / (second ? seconds : firsts);
            }
        }
        return IntStream.range(0, rows.width())
                .boxed()
                .sorted(Comparator.comparingDouble(column -> -Math.abs(pull[column])))
                .limit(MOST_GIVEAWAYS)
                .map(column -> new Giveaway(NGrams.text(tfIdf.grams()[column]), inFirst[column], inSecond[column]))
                .toList();
    }
}
