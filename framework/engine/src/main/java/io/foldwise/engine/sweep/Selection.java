package io.foldwise.engine.sweep;

import io.foldwise.engine.validation.SplitPlan;
import io.foldwise.engine.validation.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The best trial of a sweep and how much its score flatters it, a sweep's {@code selection.json}.
 *
 * <p>The best of many trials owes part of its score to chance: it was chosen by the very folds that it is scored on. The
 * nested estimate chooses for each fold the trial that is best on the <em>other</em> folds, and scores it on this one, where
 * it has not been chosen by. Of repeated folds, those that hold out some of the same samples have no say either. It estimates what
 * choosing among these trials gives, rather than one trial, and errs a little to the safe side, since it chooses by fewer
 * folds. What has still seen all folds: early stopping, where a split has no validation samples of its own; the proposals of a
 * generator that learns; and which trials were given up.
 *
 * @param metric the primary metric
 * @param trial the best one
 * @param score its mean over folds: optimistic
 * @param deviation of its folds
 * @param finished among how many trials it was chosen
 * @param nested the nested estimate, a mean over folds; NaN where there is no fold to choose by
 * @param nestedDeviation of its folds
 * @param choices which trial was chosen for each fold
 * @param statement all this in a sentence
 */
public record Selection(
        String metric,
        int trial,
        double score,
        double deviation,
        int finished,
        double nested,
        double nestedDeviation,
        List<Choice> choices,
        String statement) {

    public Selection {
        Objects.requireNonNull(metric);
        Objects.requireNonNull(statement);
        choices = List.copyOf(choices);
    }

    /** The trial that is best on all folds but one, and its score on that one. */
    public record Choice(int fold, int trial, double score) {}

    /**
     * @param scores that trials are ranked by
     * @param plan of the folds
     */
    static Selection of(Ranking ranking, PrimaryMetric primaryMetric, TrialScores scores, SplitPlan plan) {
        TrialProgress best = ranking.best();
        List<Choice> choices = new ArrayList<>();
        for (int number = 0; number < scores.of(best).size(); number++) {
            int fold = number;
            int[] others = IntStream.range(0, scores.of(best).size())
                    .filter(other -> other != fold && !plan.overlap(other, fold))
                    .toArray();
            if (others.length > 0) {
                TrialProgress chosen = chosenBy(others, fold, ranking.finished(), scores);
                choices.add(new Choice(
                        fold,
                        chosen.number(),
                        primaryMetric.value(scores.of(chosen).get(fold))));
            }
        }
        Spread score = Spread.of(scores.of(best));
        Spread nested = Spread.of(choices.stream().map(Choice::score).toList());
        int finished = ranking.finished().size();
        return new Selection(
                primaryMetric.name(),
                best.number(),
                primaryMetric.value(score.mean()),
                score.standardDeviation(),
                finished,
                nested.mean(),
                nested.standardDeviation(),
                choices,
                statement(primaryMetric, best, finished, score, nested(choices, nested), scores.postProcessed()));
    }

    /** The best of those that have a score on the fold, if any has; the first of equals, trials being ordered by rank. */
    private static TrialProgress chosenBy(int[] others, int fold, List<TrialProgress> finished, TrialScores scores) {
        return finished.stream()
                .max(Comparator.comparing((TrialProgress trial) ->
                                !Double.isNaN(scores.of(trial).get(fold)))
                        .thenComparingDouble(trial -> mean(others, scores.of(trial)))
                        .thenComparing(
                                Comparator.comparingInt(finished::indexOf).reversed()))
                .orElseThrow();
    }

    private static double mean(int[] folds, List<Double> scores) {
        double mean = Arrays.stream(folds).mapToDouble(scores::get).average().orElse(Double.NaN);
        return Double.isNaN(mean) ? Double.NEGATIVE_INFINITY : mean;
    }

    private static String nested(List<Choice> choices, Spread nested) {
        if (choices.isEmpty()) {
            return "there is no better estimate, as there are no other folds to choose by";
        }
        return Double.isNaN(nested.mean())
                ? "there is no better estimate, as on some fold no trial has a score"
                : String.format(Locale.ROOT, "scored on folds that did not choose: %.5g", nested.mean());
    }

    private static String statement(
            PrimaryMetric primaryMetric,
            TrialProgress best,
            int finished,
            Spread score,
            String nested,
            boolean postProcessed) {
        if (Double.isNaN(score.mean())) {
            return "trial %d is the first of %d; none is the best, for none has a %s on every fold"
                    .formatted(best.number(), finished, primaryMetric.name());
        }
        return "trial %d is the best of %d: %s%s, which flatters it, for it was chosen by that very score; %s"
                .formatted(
                        best.number(),
                        finished,
                        primaryMetric.shown(score.mean()),
                        postProcessed ? " after post-processing" : "",
                        nested);
    }
}
