package io.foldwise.plugin.standard.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.ensemble.Ensembler.Candidate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Greedy selection from bags of trials, beside all bags that there are. */
final class BaggedGreedyTest {

    private static final List<Candidate> THREE = Trials.of(2, 3, 4);

    @Test
    void oneBagIsSelectionFromAllTrials() {
        double[] expected = selected(THREE, 20);
        assertThat(weights(1, 0.5, THREE)).containsExactly(expected);
        assertThat(weights(1, 0.01, THREE)).containsExactly(expected);
        assertThat(weights(7, 1, THREE)).containsExactly(expected, within(1e-12));
    }

    /** Two of three trials are in a bag: of the three bags that there are, each is drawn as often as the others. */
    @Test
    void weightsAreTheMeanOfAllBags() {
        double[] first = selected(List.of(THREE.get(0), THREE.get(1), THREE.get(2), THREE.get(3)), 20);
        double[] second = selected(List.of(THREE.get(0), THREE.get(1), THREE.get(4), THREE.get(5)), 20);
        double[] third = selected(List.of(THREE.get(2), THREE.get(3), THREE.get(4), THREE.get(5)), 20);
        double[] expected = {
            (first[0] + second[0]) / 3, (first[1] + second[1]) / 3,
            (first[2] + third[0]) / 3, (first[3] + third[1]) / 3,
            (second[2] + third[2]) / 3, (second[3] + third[3]) / 3
        };
        assertThat(weights(3000, 0.67, THREE)).containsExactly(expected, within(0.02));
    }

    @Test
    void bagsOfASingleTrialGiveAllTheSame() {
        double[] weights = weights(3000, 0.01, THREE);
        assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-9));
        assertThat(weights)
                .containsExactly(new double[] {1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0}, within(0.02));
    }

    @Test
    void bagsAreTheSameWheneverTheyAreDrawn() {
        assertThat(weights(5, 0.5, THREE)).containsExactly(weights(5, 0.5, THREE));
    }

    private static double[] weights(int bags, double share, List<Candidate> candidates) {
        return new Greedy(new Greedy.Params(20, bags, share)).weigh(Trials.LABELS, candidates);
    }

    /** Written out once more: picks by what the loss would be, the best of all rounds kept; half of a trial's weight for each fold. */
    private static double[] selected(List<Candidate> candidates, int rounds) {
        Mixture mixture = Mixture.of(Trials.LABELS, TrialPredictions.of(Trials.LABELS, candidates));
        int trials = candidates.size() / 2;
        int[] counts = new int[trials];
        double[] best = {};
        for (int round = 1; round <= rounds; round++) {
            int pick = 0;
            for (int trial = 1; trial < trials; trial++) {
                pick = mixture.loss(with(counts, trial, round)) < mixture.loss(with(counts, pick, round))
                        ? trial
                        : pick;
            }
            counts[pick]++;
            double[] now = Arrays.stream(counts).mapToDouble(count -> count).toArray();
            for (int trial = 0; trial < trials; trial++) {
                now[trial] /= round;
            }
            best = best.length == 0 || mixture.loss(now) < mixture.loss(best) ? now : best;
        }
        double[] weights = new double[2 * trials];
        for (int candidate = 0; candidate < weights.length; candidate++) {
            weights[candidate] = best[candidate / 2] / 2;
        }
        return weights;
    }

    private static double[] with(int[] counts, int trial, int round) {
        double[] weights = Arrays.stream(counts).mapToDouble(count -> count).toArray();
        weights[trial]++;
        return Arrays.stream(weights).map(weight -> weight / round).toArray();
    }
}
