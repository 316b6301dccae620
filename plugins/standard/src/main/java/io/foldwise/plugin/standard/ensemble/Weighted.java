package io.foldwise.plugin.standard.ensemble;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.ensemble.Ensembler;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.Arrays;
import java.util.List;

/**
 * A weighted mean of trials: the weights, not negative and with sum 1, that make the cross-entropy of the mixed out-of-fold
 * probabilities smallest. Folds of one trial share its weight equally. With a single trial this is {@link Mean}.
 *
 * <p>The problem is convex, and solved by expectation maximisation for mixture weights (Dempster, Laird and Rubin 1977),
 * which never leaves the simplex: each round multiplies a trial's weight by the mean over cells of
 * {@code t p_m / p + (1 - t) (1 - p_m) / (1 - p)}, {@code p} being the mixed probability.
 *
 * <p>Weights are fitted to the very predictions that the ensemble's out-of-fold score is computed from. There are few
 * weights and many cells, so that score flatters only a little; still, do not choose between ensemblers by it.
 */
@Description("Mean of trials with weights fitted to their out-of-fold predictions; needs several trials")
public final class Weighted implements Ensembler {

    private static final double SETTLED = 1e-9;

    private final int rounds;

    /** When to stop fitting. */
    public record Params(
            @Description("The most rounds of fitting") @Default("1000") @Positive
            int rounds) {}

    @Inject
    public Weighted(Params params) {
        this.rounds = params.rounds();
    }

    /** @throws io.foldwise.spi.IncompatibleException if the trials have no held-out sample in common */
    @Override
    public double[] weigh(LabelSchema labels, List<Candidate> candidates) {
        TrialPredictions predictions = TrialPredictions.of(candidates);
        double[] weights = new double[predictions.trials().size()];
        Arrays.fill(weights, 1.0 / weights.length);
        double change = Double.POSITIVE_INFINITY;
        for (int round = 0; round < rounds && change > SETTLED; round++) {
            change = improve(weights, predictions);
        }
        return predictions.spread(weights, candidates);
    }

    /** One round. Returns the largest change of a weight. */
    private static double improve(double[] weights, TrialPredictions predictions) {
        double[] factors = new double[weights.length];
        int cells = predictions.targets().length;
        for (int cell = 0; cell < cells; cell++) {
            double target = predictions.targets()[cell];
            double mixed = predictions.mixed(weights, cell);
            for (int trial = 0; trial < weights.length; trial++) {
                double own = predictions.probabilities()[trial][cell];
                factors[trial] += (target * own / mixed + (1 - target) * (1 - own) / (1 - mixed)) / cells;
            }
        }
        double change = 0;
        for (int trial = 0; trial < weights.length; trial++) {
            change = Math.max(change, Math.abs(weights[trial] * (factors[trial] - 1)));
            weights[trial] *= factors[trial];
        }
        return change;
    }
}
