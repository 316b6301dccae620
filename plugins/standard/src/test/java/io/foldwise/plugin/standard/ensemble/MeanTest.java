package io.foldwise.plugin.standard.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.ensemble.Ensembler.Average;
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
    void averagesWhatItIsToldTo() {
        assertThat(new Mean(new Mean.Params(Optional.empty(), Average.LOGITS)).average())
                .isEqualTo(Average.LOGITS);
        assertThat(new Mean(new Mean.Params(Optional.empty(), Average.PROBABILITIES)).average())
                .isEqualTo(Average.PROBABILITIES);
    }

    private static double[] weigh(Optional<Integer> bestFolds, double... scores) {
        List<Candidate> candidates = Arrays.stream(scores)
                .mapToObj(score -> new Candidate(0, 0, new int[0], new float[0][], new float[0][], score))
                .toList();
        return new Mean(new Mean.Params(bestFolds, Average.PROBABILITIES)).weigh(Samples.schema(1), candidates);
    }
}
