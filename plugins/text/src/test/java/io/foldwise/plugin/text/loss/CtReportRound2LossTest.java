package io.foldwise.plugin.text.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.LossContract;
import io.foldwise.plugin.text.metric.Round2Score;
import io.foldwise.plugin.text.report.ReportFormat;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.training.Loss;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class CtReportRound2LossTest {

    private static final LabelSchema SCHEMA = ReportFormat.of(2, 3).schema();

    @Nested
    final class OfAllReports extends LossContract {
        @Override
        protected Loss loss() {
            return new CtReportRound2Loss(new CtReportRound2Loss.Params(0.6, 0.4, true), SCHEMA);
        }

        @Override
        protected RowHead head() {
            return SCHEMA;
        }
    }

    @Nested
    final class OfReportsWithARegion extends LossContract {
        @Override
        protected Loss loss() {
            return new CtReportRound2Loss(new CtReportRound2Loss.Params(0.6, 0.4, false), SCHEMA);
        }

        @Override
        protected RowHead head() {
            return SCHEMA;
        }
    }

    @Test
    void isTheScoreOfTheRound() {
        SplittableRandom random = new SplittableRandom(3);
        int rows = 40;
        double[] logits = random.doubles(rows * 5, -3, 3).toArray();
        double[] targets =
                random.doubles(rows * 5).map(chance -> chance < 0.3 ? 1 : 0).toArray();
        float[][] truth = new float[rows][5];
        float[][] probabilities = new float[rows][5];
        for (int cell = 0; cell < rows * 5; cell++) {
            truth[cell / 5][cell % 5] = (float) targets[cell];
            probabilities[cell / 5][cell % 5] = (float) Logistic.sigmoid(logits[cell]);
        }
        Loss loss = new CtReportRound2Loss(new CtReportRound2Loss.Params(0.6, 0.4, false), SCHEMA);

        double value = loss.evaluate(logits, targets, rows, 5, new double[rows * 5]);

        assertThat(1 - 2 * value)
                .isCloseTo(
                        new Round2Score(new Round2Score.Params(), SCHEMA).value(SCHEMA, truth, probabilities),
                        within(1e-6));
    }

    @Test
    void typesWithoutWeightTeachNothing() {
        double[] gradient = new double[5];
        Loss loss = new CtReportRound2Loss(new CtReportRound2Loss.Params(1, 0, false), SCHEMA);

        loss.evaluate(new double[] {1, -1, 2, 2, 2}, new double[] {1, 0, 0, 0, 0}, 1, 5, gradient);

        assertThat(gradient[0]).isNegative();
        assertThat(new double[] {gradient[2], gradient[3], gradient[4]}).containsOnly(0);
    }

    @Test
    void refusesOneGroup() {
        assertThatThrownBy(() -> new CtReportRound2Loss(
                        new CtReportRound2Loss.Params(1, 1, false), ReportFormat.ROUND1.schema()))
                .isInstanceOf(IncompatibleException.class);
    }
}
