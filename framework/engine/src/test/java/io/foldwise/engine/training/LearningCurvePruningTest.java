package io.foldwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LearningCurvePruningTest {

    private static final List<Double> INCUMBENT = List.of(-0.9, -0.6, -0.7, -0.5, -0.45, -0.4);

    @Test
    void stopsWhatIsWorseThanTheRivalWasAfterHalfTheEpochs() {
        // at epoch 4, the incumbent's best of its first two epochs counts: 0.6
        assertThat(reason(pruning(4, 0.5, INCUMBENT), 0.95, 0.8, 0.7, 0.65))
                .contains("after 4 epochs worse than trial 3 after 2");
        assertThat(reason(pruning(4, 0.5, INCUMBENT), 0.95, 0.8, 0.59, 0.65)).isEmpty();
        assertThat(reason(pruning(4, 0.5, INCUMBENT), 0.95, 0.8, 0.7, 0.6)).isEmpty();
    }

    @Test
    void comparesAtEqualEpochsIfToldTo() {
        assertThat(reason(pruning(2, 1, INCUMBENT), 0.95, 0.65)).contains("after 2 epochs worse than trial 3 after 2");
        assertThat(reason(pruning(2, 1, INCUMBENT), 0.95, 0.55)).isEmpty();
    }

    @Test
    void waitsForItsFirstComparison() {
        assertThat(reason(pruning(4, 0.5, INCUMBENT), 9, 9, 9)).isEmpty();
    }

    @Test
    void takesTheRivalsBestWhereThatHasEnded() {
        List<Double> same = new ArrayList<>();
        for (int epoch = 0; epoch < 20; epoch++) {
            same.add(0.41);
        }
        assertThat(reason(
                        pruning(4, 0.5, INCUMBENT),
                        same.stream().mapToDouble(Double::doubleValue).toArray()))
                .contains("after 20 epochs worse than trial 3 after 6");
    }

    @Test
    void takesAScoreThatIsNotDefinedForTheWorst() {
        assertThat(reason(pruning(1, 1, INCUMBENT), Double.NaN)).isPresent();
        assertThat(reason(pruning(1, 1, List.of(Double.NaN)), 0.5)).isEmpty();
        assertThat(reason(pruning(1, 1, List.of()), 0.5)).isEmpty();
    }

    private static LearningCurvePruning pruning(int after, double share, List<Double> incumbent) {
        Scoring scoring = Scoring.of(TinyVectors.schema(1), Map.of("loss", new Loss()));
        return new LearningCurvePruning("trial 3", incumbent, after, share, scoring);
    }

    private static Optional<String> reason(LearningCurvePruning pruning, double... losses) {
        List<EpochReport> history = new ArrayList<>();
        for (double loss : losses) {
            history.add(new EpochReport(
                    0,
                    history.size() + 1,
                    history.size() + 1,
                    losses.length,
                    1,
                    1e-3,
                    Map.of("loss", loss),
                    false,
                    1,
                    1));
        }
        return pruning.reason(history);
    }

    private static final class Loss implements RowMetric {
        @Override
        public boolean higherIsBetter() {
            return false;
        }

        @Override
        public double value(RowHead head, float[][] targets, float[][] predictions) {
            return 0;
        }
    }
}
