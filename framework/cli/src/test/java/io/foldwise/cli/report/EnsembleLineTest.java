package io.foldwise.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.ensemble.EnsembleChoice.Member;
import io.foldwise.spi.data.Average;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnsembleLineTest {

    private static String line(Member... members) {
        return EnsembleLine.of(new EnsembleChoice(Average.PROBABILITIES, List.of(members)));
    }

    @Test
    void namesTheFoldsOfOneTrial() {
        assertThat(line(new Member(3, 0, 0.5, 0.9), new Member(3, 2, 0.5, 0.8)))
                .isEqualTo("mean of probabilities of 2 folds: 0, 2");
    }

    @Test
    void groupsFoldsByTrial() {
        double third = 1 / 3.0;
        assertThat(line(new Member(4, 1, third, 0.9), new Member(0, 1, third, 0.8), new Member(4, 0, third, 0.7)))
                .isEqualTo("mean of probabilities of 3 folds: 1 of trial 0; 1, 0 of trial 4");
    }

    @Test
    void givesWeightsThatDiffer() {
        assertThat(line(new Member(0, 0, 0.75, 0.9), new Member(0, 1, 0.25, 0.8)))
                .isEqualTo("mean of probabilities of 2 folds: 0 (0.7500), 1 (0.2500)");
    }
}
