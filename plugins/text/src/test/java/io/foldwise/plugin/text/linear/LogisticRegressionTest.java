package io.foldwise.plugin.text.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.text.ngram.TfIdf;
import io.foldwise.toolkit.linear.LogisticRegression;
import io.foldwise.toolkit.linear.SparseRows;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LogisticRegressionTest {

    /** The weights of scikit-learn's LogisticRegression(C=4) on the same rows. */
    @Test
    void weightsAreThoseOfScikitLearn() {
        List<int[]> reports = List.of(new int[] {5, 7, 5, 7}, new int[] {7, 9}, new int[] {9}, new int[] {5, 9, 9});
        SparseRows rows = TfIdf.fit(reports, 2, 1).rows(reports);

        // Columns: 5, 7, 9, "5 7", "5 9", "7 5", "7 9", "9 9", and the intercept.
        assertThat(LogisticRegression.fit(rows, new double[] {1, 0, 0, 1}, 4))
                .containsExactly(
                        new double[] {0.95901, -0.15853, -1.13397, 0.55571, 0.66067, 0.55571, -0.75678, 0.66067, 0.12998
                        },
                        within(1e-4));
    }

    @Test
    void noSmallChangeOfTheWeightsLowersTheObjective() {
        SplittableRandom random = new SplittableRandom(7);
        List<int[]> reports = new ArrayList<>();
        double[] targets = new double[200];
        for (int row = 0; row < targets.length; row++) {
            reports.add(random.ints(6, 0, 30).toArray());
            targets[row] = random.nextDouble();
        }
        SparseRows rows = TfIdf.fit(reports, 2, 1).rows(reports);
        double[] weights = LogisticRegression.fit(rows, targets, 4);
        double least = objective(rows, targets, 4, weights);

        for (int i = 0; i < weights.length; i++) {
            for (double change : new double[] {-0.01, 0.01}) {
                double[] changed = weights.clone();
                changed[i] += change;
                assertThat(objective(rows, targets, 4, changed)).isGreaterThan(least);
            }
        }
    }

    @Test
    void labelThatNoRowHasIsUnlikelyButNotImpossible() {
        List<int[]> reports = List.of(new int[] {1}, new int[] {2}, new int[] {3});
        SparseRows rows = TfIdf.fit(reports, 1, 1).rows(reports);

        double[] weights = LogisticRegression.fit(rows, new double[3], 4);

        assertThat(1 / (1 + Math.exp(-weights[3]))).isCloseTo(0.125, within(1e-9));
        assertThat(weights).startsWith(0, 0, 0);
    }

    private static double objective(SparseRows rows, double[] targets, double c, double[] weights) {
        double sum = 0;
        for (int i = 0; i < rows.width(); i++) {
            sum += weights[i] * weights[i] / 2;
        }
        for (int row = 0; row < targets.length; row++) {
            double logit = rows.dot(row, weights) + weights[rows.width()];
            sum += c * (Math.log(1 + Math.exp(logit)) - targets[row] * logit);
        }
        return sum;
    }
}
