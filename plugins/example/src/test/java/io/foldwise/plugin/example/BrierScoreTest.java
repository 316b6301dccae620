package io.foldwise.plugin.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.contracts.MetricContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.validation.RowMetric;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BrierScoreTest extends MetricContract {

    @Override
    protected RowMetric metric() {
        return new BrierScore(new BrierScore.Params(), TinyData.schema(3));
    }

    @Test
    void isTheMeanSquaredErrorOfProbabilities() {
        LabelSchema labels = LabelSchema.of("labels", List.of("a", "b"));
        float[][] targets = {{1, 0}, {0, 0}};
        float[][] probabilities = {{0.5f, 0}, {0, 1}};
        assertThat(metric().value(labels, targets, probabilities)).isEqualTo((0.25 + 1) / 4);
    }
}
