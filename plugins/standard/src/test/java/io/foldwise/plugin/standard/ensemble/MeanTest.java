package io.foldwise.plugin.standard.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.data.Average;
import io.foldwise.spi.ensemble.Ensembler.Candidate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MeanTest {

    @Test
    void countsAllFoldsEqually() {
        assertThat(weigh(Optional.empty(), 0.3, Double.NaN, 0.1)).containsExactly(1, 1, 1);
    }

    @Test
    void countsTheBestFoldsOnly() {
        assertThat(weigh(Optional.of(2), 0.3, 0.1, 0.4, 0.2)).containsExactly(1, 0, 1, 0);
        assertThat(weigh(Optional.of(2), -0.3, -0.1, -0.4, -0.2)).containsExactly(0, 1, 0, 1);
    }

    @Test
    void takesEarlierFoldsOfEqualScoresAndNoScoreLast() {
        assertThat(weigh(Optional.of(2), Double.NaN, 0.1, 0.1, 0.1)).containsExactly(0, 1, 1, 0);
    }

    @Test
    void takesAllFoldsWhereFewerFinished() {
        assertThat(weigh(Optional.of(9), 0.3, 0.1)).containsExactly(1, 1);
    }

    @Test
    void countsTheBestTrialsAndOfTheseTheBestFolds() {
        List<Candidate> candidates = List.of(
                candidate(0, 0.9), candidate(0, 0.1), // mean 0.5
                candidate(1, 0.7), candidate(1, 0.5), // mean 0.6
                candidate(2, 0.5), candidate(2, 0.7), // mean 0.6
                candidate(3, Double.NaN), candidate(3, 1));

        assertThat(weigh(1, Optional.empty(), candidates)).containsExactly(0, 0, 1, 1, 0, 0, 0, 0);
        assertThat(weigh(2, Optional.empty(), candidates)).containsExactly(0, 0, 1, 1, 1, 1, 0, 0);
        assertThat(weigh(2, Optional.of(2), candidates)).containsExactly(0, 0, 1, 0, 0, 1, 0, 0);
        assertThat(weigh(9, Optional.empty(), candidates)).containsOnly(1);
    }

    @Test
    void averagesWhatItIsToldTo() {
        assertThat(new Mean(new Mean.Params(1, Optional.empty(), Average.LOGITS)).average())
                .isEqualTo(Average.LOGITS);
        assertThat(new Mean(new Mean.Params(1, Optional.empty(), Average.PROBABILITIES)).average())
                .isEqualTo(Average.PROBABILITIES);
    }

    private static double[] weigh(Optional<Integer> bestFolds, double... scores) {
        return weigh(
                1,
                bestFolds,
                Arrays.stream(scores).mapToObj(score -> candidate(0, score)).toList());
    }

    private static double[] weigh(int bestTrials, Optional<Integer> bestFolds, List<Candidate> candidates) {
        Mean.Params params = new Mean.Params(bestTrials, bestFolds, Average.PROBABILITIES);
        return new Mean(params).weigh(Samples.schema(1), candidates);
    }

    private static Candidate candidate(int trial, double score) {
        return new Candidate(trial, 0, new int[0], List.of(), List.of(), score);
    }
}
