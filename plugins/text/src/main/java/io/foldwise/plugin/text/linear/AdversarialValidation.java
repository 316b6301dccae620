package io.foldwise.plugin.text.linear;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import io.foldwise.plugin.text.ngram.NGrams;
import io.foldwise.plugin.text.ngram.TfIdf;
import io.foldwise.plugin.text.tokens.NamedTokens;
import io.foldwise.plugin.text.tokens.TokenSequences;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Shift;
import io.foldwise.toolkit.linear.LogisticRegression;
import io.foldwise.toolkit.linear.SparseRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * Adversarial validation: how well a linear model, logistic regression on TF-IDF rows of n-grams, tells training samples
 * from test samples, and by which n-grams.
 */
public final class AdversarialValidation {

    private static final int NGRAMS = 2;
    private static final int FOLDS = 5;
    private static final int MOST_GIVEAWAYS = 10;
    private static final double C = 4;

    private AdversarialValidation() {}

    /**
     * Compares two datasets whose inputs are sequences by their tokens and pairs of tokens.
     *
     * @param seed decides the folds
     * @throws IncompatibleException if one has fewer than {@value #FOLDS} samples
     */
    public static Shift between(Dataset train, Dataset test, Seed seed) {
        return between(train, test, NGRAMS, seed);
    }

    /** @param ngrams the length of the longest n-grams that the model looks at */
    static Shift between(Dataset train, Dataset test, int ngrams, Seed seed) {
        if (Math.min(train.size(), test.size()) < FOLDS) {
            throw new IncompatibleException(
                    "%d training samples and %d test samples are too few to compare: there must be %d of each"
                            .formatted(train.size(), test.size(), FOLDS));
        }
        List<int[]> samples = new ArrayList<>(TokenSequences.of(train, rows(train)));
        samples.addAll(TokenSequences.of(test, rows(test)));
        double[] isTest = new double[samples.size()];
        Arrays.fill(isTest, train.size(), isTest.length, 1);
        return new Shift(auc(samples, isTest, ngrams, seed), giveaways(train, samples, isTest, ngrams));
    }

    private static int[] rows(Dataset data) {
        return IntStream.range(0, data.size()).toArray();
    }

    /** The mean of the folds' areas; every fold has its share of training and of test samples. */
    private static double auc(List<int[]> samples, double[] isTest, int ngrams, Seed seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, isTest.length).boxed().toList());
        Collections.shuffle(order, new Random(seed.value()));
        order.sort(Comparator.comparingDouble(row -> isTest[row]));
        double sum = 0;
        for (int i = 0; i < FOLDS; i++) {
            int fold = i;
            Map<Boolean, List<Integer>> isHeld = IntStream.range(0, order.size())
                    .boxed()
                    .collect(partitioningBy(place -> place % FOLDS == fold, mapping(order::get, toList())));
            sum += auc(samples, isTest, ngrams, isHeld.get(false), isHeld.get(true));
        }
        return sum / FOLDS;
    }

    private static double auc(
            List<int[]> samples, double[] isTest, int ngrams, List<Integer> fitted, List<Integer> held) {
        List<int[]> known = fitted.stream().map(samples::get).toList();
        TfIdf tfIdf = TfIdf.fit(known, ngrams, 1);
        double[] weights = LogisticRegression.fit(tfIdf.rows(known), chosen(isTest, fitted), C);
        SparseRows unknown = tfIdf.rows(held.stream().map(samples::get).toList());
        double[] scores = IntStream.range(0, held.size())
                .mapToDouble(row -> unknown.dot(row, weights))
                .toArray();
        return areaUnderCurve(scores, chosen(isTest, held));
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

    /** The n-grams by how far they pull the mean logits of training and test apart. */
    private static List<Shift.Giveaway> giveaways(Dataset named, List<int[]> samples, double[] isTest, int ngrams) {
        TfIdf tfIdf = TfIdf.fit(samples, ngrams, 1);
        SparseRows rows = tfIdf.rows(samples);
        double[] weights = LogisticRegression.fit(rows, isTest, C);
        double tests = Arrays.stream(isTest).sum();
        double trainings = isTest.length - tests;
        double[] pull = new double[rows.width()];
        double[] inTraining = new double[rows.width()];
        double[] inTest = new double[rows.width()];
        for (int row = 0; row < rows.rows(); row++) {
            boolean test = isTest[row] == 1;
            for (int cell = rows.starts()[row]; cell < rows.starts()[row + 1]; cell++) {
                int column = rows.columns()[cell];
                double contribution = weights[column] * rows.values()[cell];
                pull[column] += test ? contribution / tests : -contribution / trainings;
                (test ? inTest : inTraining)[column] += 1 / (test ? tests : trainings);
            }
        }
        return IntStream.range(0, rows.width())
                .boxed()
                .sorted(Comparator.comparingDouble(column -> -Math.abs(pull[column])))
                .limit(MOST_GIVEAWAYS)
                .map(column ->
                        new Shift.Giveaway(words(named, tfIdf.grams()[column]), inTraining[column], inTest[column]))
                .toList();
    }

    /** An n-gram as people read it. */
    private static String words(Dataset named, long gram) {
        return Arrays.stream(NGrams.text(gram).split(" "))
                .map(token -> NamedTokens.name(named, Integer.parseInt(token)))
                .collect(joining(" "));
    }
}
