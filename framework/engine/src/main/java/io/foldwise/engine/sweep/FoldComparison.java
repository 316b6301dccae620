package io.foldwise.engine.sweep;

import io.foldwise.engine.search.SearchSettings.ByFolds;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Decides by a trial's first folds whether to give it up.
 *
 * <p>Folds differ in difficulty, so scores are compared fold by fold: {@code d} is the trial's objective minus its incumbent's on
 * the same fold. After {@code n} of {@code k} folds with mean difference {@code m} and standard deviation {@code s}, the mean
 * over all folds, if differences are normal and independent, lies below {@code m + t s sqrt((k - n) / (k n))} with
 * probability {@code 1 - risk}, {@code t} being that quantile of Student's distribution with {@code n - 1} degrees of
 * freedom (a prediction bound for the mean of a finite sample). The trial is given up if that bound is below 0. Two folds
 * tell little of {@code s}, and the quantile accounts for it.
 *
 * <p>The risk is that of one comparison; with several the probability of giving up a trial that would have won adds up to
 * their sum at most. Folds share training samples, so that their differences are not quite independent.
 *
 * @param folds how many there are
 */
record FoldComparison(ByFolds settings, int folds) {

    /**
     * Whether the trial is clearly worse.
     *
     * @param own objective of its first folds
     * @param incumbent objective of every fold of the incumbent
     */
    boolean worse(List<Double> own, List<Double> incumbent) {
        int n = own.size();
        if (n < settings.after() || n >= folds) {
            return false;
        }
        double mean = 0;
        for (int fold = 0; fold < n; fold++) {
            mean += (own.get(fold) - incumbent.get(fold)) / n;
        }
        double squares = 0;
        for (int fold = 0; fold < n; fold++) {
            double deviation = own.get(fold) - incumbent.get(fold) - mean;
            squares += deviation * deviation;
        }
        double quantile = new TDistribution(n - 1).inverseCumulativeProbability(1 - settings.risk());
        double error = Math.sqrt(squares / (n - 1)) * Math.sqrt((double) (folds - n) / ((double) folds * n));
        return mean + quantile * error < 0;
    }
}
