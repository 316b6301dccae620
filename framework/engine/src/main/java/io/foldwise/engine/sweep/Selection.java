package io.foldwise.engine.sweep;

import io.foldwise.engine.validation.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The best trial of a sweep and how much its score flatters it, a sweep's {@code selection.json}.
 *
 * <p>The best of many trials owes part of its score to chance: it was chosen by the very folds that it is scored on. The
 * nested estimate chooses for each fold the trial that is best on the <em>other</em> folds, and scores it on this one, where
 * it has not been chosen by. It estimates what choosing among these trials gives, rather than one trial, and errs a little
 * to the safe side, since it chooses by fewer folds. What has still seen all folds: early stopping, where a split has no
 * validation samples of its own; the proposals of a generator that learns; and which trials were given up.
 *
 * @param metric the primary metric
 * @param trial the best one
 * @param score its mean over folds: optimistic
 * @param deviation of its folds
 * @param finished among how many trials it was chosen
 * @param nested the nested estimate, a mean over folds; NaN for a single fold
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

    /** @param scores that trials are ranked by */
    static Selection of(Ranking ranking, PrimaryMetric primaryMetric, TrialScores scores) {
        TrialProgress best = ranking.best();
        int folds = scores.of(best).size();
        List<Choice> choices = new ArrayList<>();
        for (int fold = 0; fold < folds && folds > 1; fold++) {
            TrialProgress chosen = chosenWithout(fold, ranking.finished(), scores);
            choices.add(new Choice(
                    fold, chosen.number(), primaryMetric.value(scores.of(chosen).get(fold))));
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
                statement(primaryMetric, best, finished, score, nested, scores.postProcessed()));
    }

    /** The first of equals, trials being ordered by rank. */
    private static TrialProgress chosenWithout(int fold, List<TrialProgress> finished, TrialScores scores) {
        TrialProgress chosen = finished.get(0);
        double best = meanWithout(fold, scores.of(chosen));
        for (TrialProgress trial : finished) {
            double mean = meanWithout(fold, scores.of(trial));
            if (mean > best) {
                chosen = trial;
                best = mean;
            }
        }
        return chosen;
    }

    private static double meanWithout(int fold, List<Double> scores) {
        double mean = IntStream.range(0, scores.size())
                .filter(other -> other != fold)
                .mapToDouble(scores::get)
                .average()
                .orElse(Double.NaN);
        return Double.isNaN(mean) ? Double.NEGATIVE_INFINITY : mean;
    }

    private static String statement(
            PrimaryMetric primaryMetric,
            TrialProgress best,
            int finished,
            Spread score,
            Spread nested,
            boolean postProcessed) {
        if (Double.isNaN(score.mean())) {
            return "trial %d is the first of %d; none is the best, for none has a %s on every fold"
                    .formatted(best.number(), finished, primaryMetric.name());
        }
        String chosen = "trial %d is the best of %d: %s%s, which flatters it, for it was chosen by that very score"
                .formatted(
                        best.number(),
                        finished,
                        primaryMetric.shown(score.mean()),
                        postProcessed ? " after post-processing" : "");
        return Double.isNaN(nested.mean())
                ? chosen + "; with a single fold there is no better estimate"
                : chosen + String.format(Locale.ROOT, "; scored on folds that did not choose: %.5g", nested.mean());
    }
}
