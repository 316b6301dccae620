package io.foldwise.plugin.standard.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.ensemble.Ensembler.Candidate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ensemblers that fit weights to out-of-fold predictions. */
final class FittedWeightsTest {

    private static final Weighted WEIGHTED = new Weighted(new Weighted.Params(1000));
    private static final Greedy GREEDY = new Greedy(new Greedy.Params(30, 1, 0.5));

    static Stream<Named<Ensembler>> ensemblers() {
        return Stream.of(Named.of("weighted", WEIGHTED), Named.of("greedy", GREEDY));
    }

    @ParameterizedTest
    @MethodSource("ensemblers")
    void giveFoldsOfOneTrialEqualSharesOfOne(Ensembler ensembler) {
        double[] weights = ensembler.weigh(Trials.LABELS, Trials.of(1, 2, 4));
        assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-9));
        for (int trial = 0; trial < 3; trial++) {
            assertThat(weights[2 * trial]).isNotNegative().isEqualTo(weights[2 * trial + 1]);
        }
    }

    @ParameterizedTest
    @MethodSource("ensemblers")
    void giveBetterTrialsMore(Ensembler ensembler) {
        double[] weights = ensembler.weigh(Trials.LABELS, Trials.of(1, 20));
        assertThat(weights[0]).isGreaterThan(3 * weights[2]);
    }

    @ParameterizedTest
    @MethodSource("ensemblers")
    void areBetterOutOfFoldThanEqualWeightsAndThanAnyTrialAlone(Ensembler ensembler) {
        List<Candidate> candidates = Trials.of(2, 3, 8);
        Mixture predictions = Mixture.of(Trials.LABELS, TrialPredictions.of(Trials.LABELS, candidates));
        double[] weights = byTrial(ensembler.weigh(Trials.LABELS, candidates));
        double fitted = predictions.loss(weights);
        assertThat(fitted).isLessThan(predictions.loss(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}));
        assertThat(fitted).isLessThanOrEqualTo(predictions.loss(new double[] {1, 0, 0}));
        assertThat(fitted).isLessThan(predictions.loss(new double[] {0, 1, 0}));
        assertThat(fitted).isLessThan(predictions.loss(new double[] {0, 0, 1}));
    }

    @ParameterizedTest
    @MethodSource("ensemblers")
    void giveASingleTrialEqualWeights(Ensembler ensembler) {
        assertThat(ensembler.weigh(Trials.LABELS, Trials.of(1))).containsExactly(new double[] {0.5, 0.5}, within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("ensemblers")
    void compareTrialsOnSamplesTheyHaveInCommon(Ensembler ensembler) {
        List<Candidate> all = Trials.of(1, 20);
        double[] weights = ensembler.weigh(Trials.LABELS, List.of(all.get(0), all.get(1), all.get(2)));
        assertThat(weights[0]).isEqualTo(weights[1]);
        assertThat(weights[0] + weights[1]).isGreaterThan(3 * weights[2]);
    }

    @ParameterizedTest
    @MethodSource("ensemblers")
    void refuseTrialsWithoutSamplesInCommon(Ensembler ensembler) {
        List<Candidate> all = Trials.of(1, 2);
        List<Candidate> apart = List.of(all.get(0), all.get(3));
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> ensembler.weigh(Trials.LABELS, apart))
                .withMessageContaining("trials [0, 1]")
                .withMessageContaining("mean");
    }

    @Test
    void weightedFindsTheBestMixture() {
        List<Candidate> candidates = Trials.of(3, 4);
        Mixture predictions = Mixture.of(Trials.LABELS, TrialPredictions.of(Trials.LABELS, candidates));
        double[] fitted = byTrial(WEIGHTED.weigh(Trials.LABELS, candidates));
        double least = predictions.loss(fitted);
        for (double weight = 0; weight <= 1; weight += 0.01) {
            assertThat(predictions.loss(new double[] {weight, 1 - weight})).isGreaterThanOrEqualTo(least - 1e-9);
        }
    }

    @Test
    void greedyLeavesUselessTrialsOut() {
        Greedy fewPicks = new Greedy(new Greedy.Params(5, 1, 0.5));
        double[] weights = fewPicks.weigh(Trials.LABELS, Trials.of(0.1, 30));
        assertThat(weights).containsExactly(0.5, 0.5, 0, 0);
    }

    @Test
    void severalPredictionsOfATrialForASampleCountByTheirMean() {
        List<Tensor> targets = List.of(Tensor.row(1));
        Candidate one = new Candidate(0, 0, new int[] {7}, targets, List.of(Tensor.row(0.25f)), 0);
        Candidate other = new Candidate(0, 1, new int[] {7}, targets, List.of(Tensor.row(0.75f)), 0);
        TrialPredictions predictions = TrialPredictions.of(Trials.LABELS, List.of(one, other));
        assertThat(predictions.predictions()).isDeepEqualTo(new double[][] {{0.5}});
        assertThat(Mixture.of(Trials.LABELS, predictions).loss(new double[] {1}))
                .isCloseTo(Math.log(2), within(1e-12));
    }

    @Test
    void someCellsStandForAllWhereAllWouldBeTooMany() {
        List<Candidate> candidates = Trials.of(1, 4);
        TrialPredictions all = TrialPredictions.of(candidates, Long.MAX_VALUE);
        TrialPredictions some = TrialPredictions.of(candidates, 600);
        assertThat(all.targets()).hasSize(2 * Trials.ROWS);
        assertThat(some.targets()).hasSizeBetween(150, 250);
        double[] halves = {0.5, 0.5};
        Mixture mixtureOfAll = Mixture.of(Trials.LABELS, all);
        Mixture mixtureOfSome = Mixture.of(Trials.LABELS, some);
        assertThat(mixtureOfSome.loss(halves)).isCloseTo(mixtureOfAll.loss(halves), within(0.1));
        assertThat(mixtureOfSome.loss(new double[] {1, 0}))
                .as("targets and predictions are of the same cells: the better trial is better")
                .isLessThan(mixtureOfSome.loss(new double[] {0, 1}));
    }

    private static double[] byTrial(double[] weights) {
        double[] sums = new double[weights.length / 2];
        for (int candidate = 0; candidate < weights.length; candidate++) {
            sums[candidate / 2] += weights[candidate];
        }
        return sums;
    }
}
