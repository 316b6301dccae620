package io.foldwise.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.engine.search.SearchSettings.ByFolds;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FoldComparisonTest {

    private static final List<Double> INCUMBENT = List.of(0.5, 0.7, 0.6, 0.8, 0.9);

    @Test
    void givesUpATrialThatIsWorseByMuchMoreThanItsFoldsDiffer() {
        FoldComparison comparison = new FoldComparison(new ByFolds(2, 0.05), 5);

        assertThat(comparison.worse(List.of(0.40, 0.59), INCUMBENT)).isTrue();
        assertThat(comparison.worse(List.of(0.40, 0.69), INCUMBENT)).isFalse();
        assertThat(comparison.worse(List.of(0.60, 0.80), INCUMBENT)).isFalse();
    }

    @Test
    void comparesFoldByFoldAndNotTheirMeans() {
        FoldComparison comparison = new FoldComparison(new ByFolds(2, 0.05), 5);

        // worse by 0.02 each, though folds themselves differ by far more
        assertThat(comparison.worse(List.of(0.48, 0.68, 0.58), INCUMBENT)).isTrue();
    }

    @Test
    void waitsForItsFirstFoldsAndHasNothingToSaveAfterTheLast() {
        FoldComparison comparison = new FoldComparison(new ByFolds(3, 0.05), 5);

        assertThat(comparison.worse(List.of(0.1, 0.1), INCUMBENT)).isFalse();
        assertThat(comparison.worse(List.of(0.1, 0.3, 0.2), INCUMBENT)).isTrue();
        assertThat(comparison.worse(List.of(0.1, 0.3, 0.2, 0.4, 0.5), INCUMBENT))
                .isFalse();
    }

    @Test
    void isWrongAsOftenAsItSays() {
        double risk = 0.1;
        FoldComparison comparison = new FoldComparison(new ByFolds(2, risk), 5);
        Random random = new Random(5);
        for (int seen = 2; seen < 5; seen++) {
            int wrong = 0;
            int trials = 20_000;
            List<Double> zero = List.of(0.0, 0.0, 0.0, 0.0, 0.0);
            for (int trial = 0; trial < trials; trial++) {
                double[] scores =
                        random.doubles(5).map(any -> random.nextGaussian()).toArray();
                double mean = Arrays.stream(scores).average().orElseThrow();
                List<Double> level = // in the end neither better nor worse
                        Arrays.stream(scores).map(score -> score - mean).boxed().toList();
                wrong += comparison.worse(level.subList(0, seen), zero) ? 1 : 0;
            }
            assertThat((double) wrong / trials).isEqualTo(risk, within(0.01));
        }
    }
}
