package io.foldwise.plugin.standard.ensemble;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.ensemble.Ensembler;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.Arrays;
import java.util.List;

/**
 * A weighted mean of trials: the weights, not negative and with sum 1, that make the cross-entropy of the mixed out-of-fold
 * probabilities smallest. Folds of one trial share its weight equally. With a single trial this is {@link Mean}.
 *
 * <p>The problem is convex, and solved by pairwise Frank-Wolfe steps (Lacoste-Julien and Jaggi 2015,
 * <a href="https://arxiv.org/abs/1511.05932">1511.05932</a>): each round moves weight from the trial that harms most to the
 * one that helps most, as much as is best along that line. What is taken from one is given to another, and no more than it
 * has, so that the weights stay on the simplex. Starts from equal weights; of equal trials the first is taken.
 *
 * <p>Weights are fitted to the very predictions that the ensemble's out-of-fold score is computed from. There are few
 * weights and many cells, so that score flatters only a little; still, do not choose between ensemblers by it.
 */
@Description("Mean of trials with weights fitted to their out-of-fold predictions; needs several trials")
public final class Weighted implements Ensembler {

    /** Fitting ends where no weights can make the loss smaller by more than this. */
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
    public double[] weigh(Head head, List<Candidate> candidates) {
        TrialPredictions predictions = TrialPredictions.of(head, candidates);
        double[] weights = new double[predictions.trials().size()];
        Arrays.fill(weights, 1.0 / weights.length);
        boolean settled = false;
        for (int round = 0; round < rounds && !settled; round++) {
            settled = !improve(weights, predictions);
        }
        double sum = Arrays.stream(weights).sum(); // 1, but for rounding
        return predictions.spread(
                Arrays.stream(weights).map(weight -> weight / sum).toArray(), candidates);
    }

    /** One round. Returns whether there was something to gain. */
    private static boolean improve(double[] weights, TrialPredictions predictions) {
        double[] gains = gains(weights, predictions);
        int from = -1;
        int to = 0;
        for (int trial = 0; trial < weights.length; trial++) {
            to = gains[trial] > gains[to] ? trial : to;
            from = weights[trial] > 0 && (from < 0 || gains[trial] < gains[from]) ? trial : from;
        }
        if (!(gains[to] - 1 > SETTLED)) {
            return false; // also where a prediction is no number
        }
        double moved = new Exchange(predictions, weights, from, to).best();
        weights[from] -= moved;
        weights[to] += moved;
        return moved > 0;
    }

    /**
     * The slope of minus the loss in every trial's weight, the mean over cells of
     * {@code t p_m / p + (1 - t) (1 - p_m) / (1 - p)}, {@code p} being the mixed probability. Weighted, gains add up to 1; as
     * the loss is convex, it can fall by the largest gain minus 1 at most.
     */
    private static double[] gains(double[] weights, TrialPredictions predictions) {
        double[] gains = new double[weights.length];
        int cells = predictions.targets().length;
        for (int cell = 0; cell < cells; cell++) {
            double target = predictions.targets()[cell];
            double positive = target / predictions.positive(weights, cell);
            double negative = (1 - target) / predictions.negative(weights, cell);
            for (int trial = 0; trial < weights.length; trial++) {
                double own = predictions.probabilities()[trial][cell];
                gains[trial] += (positive * own + negative * (1 - own)) / cells;
            }
        }
        return gains;
    }
}
