package io.foldwise.toolkit.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.Logistic;
import org.junit.jupiter.api.Test;

final class LogisticRegressionTest {

    /** Where the gradient vanishes: {@code w = c sum (t - p) x}, and {@code sum (t - p) = 0}, as the intercept is free. */
    @Test
    void balancesSmallWeightsAndRowsOfNumbers() {
        float[][] rows = {{1, 2}, {-1, .5f}, {.25f, -2}, {3, 1}, {-.5f, -1}};
        double[] targets = {1, 0, 1, 1, 0};

        double[] weights = LogisticRegression.fit(SparseRows.dense(rows, 2), targets, .5);

        double[] pull = new double[3];
        for (int row = 0; row < rows.length; row++) {
            double apart =
                    targets[row] - Logistic.sigmoid(weights[0] * rows[row][0] + weights[1] * rows[row][1] + weights[2]);
            pull[0] += .5 * apart * rows[row][0];
            pull[1] += .5 * apart * rows[row][1];
            pull[2] += apart;
        }
        assertThat(weights[0]).isEqualTo(pull[0], within(1e-4)).isPositive();
        assertThat(weights[1]).isEqualTo(pull[1], within(1e-4));
        assertThat(pull[2]).isEqualTo(0, within(1e-4));
    }
}
