package io.foldwise.plugin.standard.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.ensemble.Ensembler.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What {@link Weighted} and {@link Greedy} find, beside every mixture on a grid. */
final class BestMixtureTest {

    private static final Weighted WEIGHTED = new Weighted(new Weighted.Params(1000));
    private static final Greedy GREEDY = new Greedy(new Greedy.Params(20, 1, 0.5));
    private static final double[] SATURATED = {0, 1e-30, 0.5, 1 - 1e-7, 1};
    private static final Offset<Double> CLOSE = within(1e-6);

    @Test
    void weightedLeavesATrialOutThatOnlyHarms() {
        assertThat(weighted(new double[] {1, 0}, new double[][] {{0.7, 0.99}, {0.95, 1}}))
                .containsExactly(1, 0);
    }

    @Test
    void weightedGivesAllToTheOnlyTrialWithoutACertainMistake() {
        assertThat(weighted(new double[] {1, 1, 1, 0}, new double[][] {{0.95, 1, 0.2, 0.7}, {0.8, 1, 0.99, 0.8}}))
                .containsExactly(new double[] {0, 1}, CLOSE);
    }

    @Test
    void weightedBalancesCertainMistakes() {
        assertThat(weighted(new double[] {1, 1, 1, 0}, new double[][] {{0, 1, 1, 0}, {1, 0, 0, 0}}))
                .containsExactly(new double[] {2 / 3.0, 1 / 3.0}, CLOSE);
        assertThat(weighted(new double[] {0, 0, 0, 1}, new double[][] {{1, 0, 0, 1}, {0, 1, 1, 1}}))
                .containsExactly(new double[] {2 / 3.0, 1 / 3.0}, CLOSE);
    }

    @Test
    void weightedIsAsGoodAsAnyMixtureOfTwoOnAGrid() {
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 500; round++) {
            assertThatWeightedIsBest(random, 2, 1000);
        }
    }

    @Test
    void weightedIsAsGoodAsAnyMixtureOfThreeOnAGrid() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 200; round++) {
            assertThatWeightedIsBest(random, 3, 50);
        }
    }

    @Test
    void weightedStaysOnTheSimplexWithManyTrials() {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 20; round++) {
            Case some = Case.of(random, 12, 200);
            double[] weights = weighted(some.targets, some.probabilities);
            assertThatTheyAreShares(weights);
            for (int trial = 0; trial < 12; trial++) {
                double[] alone = new double[12];
                alone[trial] = 1;
                assertThat(some.loss(weights)).isLessThanOrEqualTo(some.loss(alone) + 1e-9);
            }
        }
    }

    @Test
    void greedyFindsTheBestOfSaturatedTrials() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 200; round++) {
            Case some = Case.of(random, 2, 1 + random.nextInt(6));
            double[] weights = weigh(GREEDY, some.targets, some.probabilities);
            assertThatTheyAreShares(weights);
            for (double[] alone : new double[][] {{1, 0}, {0, 1}}) {
                assertThat(some.loss(weights)).isLessThanOrEqualTo(some.loss(alone) + 1e-9);
            }
        }
    }

    private static void assertThatWeightedIsBest(SplittableRandom random, int trials, int steps) {
        Case some = Case.of(random, trials, 1 + random.nextInt(12));
        double[] weights = weighted(some.targets, some.probabilities);
        assertThatTheyAreShares(weights);
        double loss = some.loss(weights);
        for (int first = 0; first <= steps; first++) {
            for (int second = trials == 2 ? steps - first : 0; first + second <= steps; second++) {
                double[] shares = {first / (double) steps, second / (double) steps, 0};
                shares[2] = (steps - first - second) / (double) steps;
                double[] mixture = Arrays.copyOf(shares, trials);
                assertThat(loss)
                        .as("%s, beside %s", Arrays.toString(weights), Arrays.toString(mixture))
                        .isLessThanOrEqualTo(some.loss(mixture) + 1e-7);
            }
        }
    }

    private static void assertThatTheyAreShares(double[] weights) {
        assertThat(Arrays.stream(weights).boxed().toList()).allMatch(weight -> weight >= 0 && weight <= 1);
        assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
    }

    private static double[] weighted(double[] targets, double[][] probabilities) {
        return weigh(WEIGHTED, targets, probabilities);
    }

    private static double[] weigh(Ensembler ensembler, double[] targets, double[][] probabilities) {
        List<Candidate> candidates = new ArrayList<>();
        for (int trial = 0; trial < probabilities.length; trial++) {
            int[] rows = IntStream.range(0, targets.length).toArray();
            candidates.add(new Candidate(trial, 0, rows, column(targets), column(probabilities[trial]), 0));
        }
        return ensembler.weigh(Samples.schema(1), candidates);
    }

    private static List<Tensor> column(double[] values) {
        return Arrays.stream(values)
                .mapToObj(value -> Tensor.row((float) value))
                .toList();
    }

    /** Predictions of trials, some of them certain, right or wrong; {@code [cells]} and {@code [trials][cells]}. */
    private record Case(double[] targets, double[][] probabilities) {

        static Case of(SplittableRandom random, int trials, int cells) {
            double[] targets = new double[cells];
            double[][] probabilities = new double[trials][cells];
            boolean certain = random.nextBoolean();
            for (int cell = 0; cell < cells; cell++) {
                targets[cell] = random.nextInt(2);
                for (double[] trial : probabilities) {
                    trial[cell] = certain && random.nextInt(3) == 0
                            ? SATURATED[random.nextInt(SATURATED.length)]
                            : random.nextDouble();
                }
            }
            return new Case(targets, probabilities);
        }

        /** Written out once more: the mean of {@code -log} of what a mixture gives to the truth. */
        double loss(double[] weights) {
            double sum = 0;
            for (int cell = 0; cell < targets.length; cell++) {
                double right = 0;
                for (int trial = 0; trial < weights.length; trial++) {
                    double probability = (float) probabilities[trial][cell];
                    double share = targets[cell] == 1 ? probability : 1 - probability;
                    right += weights[trial] * Math.min(1 - 1e-15, Math.max(1e-15, share));
                }
                sum -= Math.log(right);
            }
            return sum / targets.length;
        }
    }
}
