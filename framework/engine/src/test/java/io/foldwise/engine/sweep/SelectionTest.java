package io.foldwise.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.engine.search.Proposal;
import io.foldwise.engine.sweep.Selection.Choice;
import io.foldwise.engine.validation.SplitPlan;
import io.foldwise.spi.validation.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SelectionTest {

    /** Folds without a sample in common. */
    private static final SplitPlan PLAN = plan(1, 2, 3, 4, 5);

    private static final PrimaryMetric LOSS = new PrimaryMetric("loss", false);

    @Test
    void scoresEveryFoldWithTheTrialThatIsBestOnTheOthers() {
        // means 0.3, 0.3333 and 0.4; without fold 0: 0.4, 0.25, 0.45; without 1: 0.2, 0.45, 0.35; without 2: 0.3, 0.3,
        // 0.4
        Selection selection = Selection.of(
                ranking(List.of(List.of(0.1, 0.5, 0.3), List.of(0.5, 0.1, 0.4), List.of(0.3, 0.5, 0.4))),
                LOSS,
                TrialScores.OF_PREDICTIONS,
                PLAN);

        assertThat(selection.trial()).isZero();
        assertThat(selection.score()).isEqualTo(0.3, within(1e-12));
        assertThat(selection.choices())
                .containsExactly(new Choice(0, 1, 0.5), new Choice(1, 0, 0.5), new Choice(2, 0, 0.3));
        assertThat(selection.nested()).isEqualTo((0.5 + 0.5 + 0.3) / 3, within(1e-12));
        assertThat(selection.statement())
                .isEqualTo("trial 0 is the best of 3: loss 0.30000, which flatters it, for it was chosen by that very"
                        + " score; scored on folds that did not choose: 0.43333");
    }

    @Test
    void hasNoBetterEstimateOfASingleFold() {
        Selection selection =
                Selection.of(ranking(List.of(List.of(0.3), List.of(0.2))), LOSS, TrialScores.OF_PREDICTIONS, PLAN);

        assertThat(selection.trial()).isEqualTo(1);
        assertThat(selection.choices()).isEmpty();
        assertThat(selection.nested()).isNaN();
        assertThat(selection.statement())
                .endsWith("there is no better estimate, as there are no other folds to choose by");
    }

    @Test
    void ranksATrialWithoutAScoreLastAndTheEarlierOfEqualsFirst() {
        Ranking ranking = ranking(List.of(List.of(Double.NaN, 0.25), List.of(0.5, 0.25), List.of(0.25, 0.5)));

        assertThat(ranking.finished()).extracting(TrialProgress::number).containsExactly(1, 2, 0);
        assertThat(Selection.of(ranking, LOSS, TrialScores.OF_PREDICTIONS, PLAN).choices())
                .noneMatch(choice -> choice.trial() == 0);
    }

    @Test
    void namesNoBestTrialWhereNoneHasAScore() {
        Selection selection = Selection.of(
                ranking(List.of(List.of(Double.NaN, 0.25), List.of(0.5, Double.NaN))),
                LOSS,
                TrialScores.OF_PREDICTIONS,
                PLAN);

        assertThat(selection.trial()).isZero();
        assertThat(selection.statement())
                .isEqualTo("trial 0 is the first of 2; none is the best, for none has a loss on every fold");
    }

    @Test
    void isNotFlatteredByChanceAsTheSearchScoreIs() {
        Random random = new Random(1);
        double search = 0;
        double nested = 0;
        int sweeps = 300;
        for (int sweep = 0; sweep < sweeps; sweep++) {
            List<List<Double>> trials = new ArrayList<>();
            for (int trial = 0; trial < 20; trial++) {
                trials.add(random.doubles(5).boxed().toList()); // no trial is better than another: all expect 0.5
            }
            Selection selection = Selection.of(ranking(trials), LOSS, TrialScores.OF_PREDICTIONS, PLAN);
            search += selection.score() / sweeps;
            nested += selection.nested() / sweeps;
        }

        assertThat(search).isLessThan(0.3);
        assertThat(nested).isEqualTo(0.5, within(0.03));
    }

    /** Two times two folds: what the others of a sample's fold say was learned of it, too. */
    @Test
    void foldsThatHoldOutTheSameSamplesDoNotChoose() {
        Ranking ranking = ranking(List.of(List.of(0.3, 0.9, 0.3, 0.9), List.of(0.4, 0.1, 0.4, 0.0)));

        Selection selection = Selection.of(ranking, LOSS, TrialScores.OF_PREDICTIONS, plan(1, 2, 1, 2));

        assertThat(selection.choices())
                .extracting(Choice::trial)
                .as("by folds 1 and 3, 0 and 2, 1 and 3, 0 and 2")
                .containsExactly(1, 0, 1, 0);
        assertThat(Selection.of(ranking, LOSS, TrialScores.OF_PREDICTIONS, plan(1, 1, 1, 1))
                        .choices())
                .isEmpty();
    }

    /** A trial may have no score where nothing is positive. */
    @Test
    void choosesAmongTrialsWithAScoreOnTheFold() {
        Ranking ranking = ranking(List.of(List.of(Double.NaN, 0.1, 0.1), List.of(0.5, 0.4, 0.4)));

        Selection selection = Selection.of(ranking, LOSS, TrialScores.OF_PREDICTIONS, PLAN);

        assertThat(selection.choices().get(0)).isEqualTo(new Choice(0, 1, 0.5));
        assertThat(selection.nested()).isNotNaN();
    }

    private static SplitPlan plan(int... samples) {
        return new SplitPlan(Arrays.stream(samples)
                .mapToObj(sample -> new Fold(new int[] {0}, new int[0], new int[] {sample}))
                .toList());
    }

    private static Ranking ranking(List<List<Double>> losses) {
        List<TrialProgress> trials = new ArrayList<>();
        for (List<Double> folds : losses) {
            TrialProgress trial = new TrialProgress(new Proposal(trials.size(), Map.of()), Optional.empty());
            trial.end(new TrialState.Finished(folds.stream().map(loss -> -loss).toList()));
            trials.add(trial);
        }
        return Ranking.of(trials, TrialScores.OF_PREDICTIONS);
    }
}
