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
 * A weighted mean of trials: the weights, not negative and with sum 1, that make the {@linkplain Mixture loss} of the mixed
 * out-of-fold predictions smallest: their cross-entropy; of quantities the squared error. Folds of one trial share its weight equally. With a single trial this is {@link Mean}.
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
        Mixture mixture = Mixture.of(head, predictions);
        double[] weights = new double[predictions.trials().size()];
        Arrays.fill(weights, 1.0 / weights.length);
        boolean settled = false;
        for (int round = 0; round < rounds && !settled; round++) {
            settled = !improve(weights, mixture);
        }
        double sum = Arrays.stream(weights).sum(); // 1, but for rounding
        return predictions.spread(
                Arrays.stream(weights).map(weight -> weight / sum).toArray(), candidates);
    }

    /** One round. Returns whether there was something to gain. */
    private static boolean improve(double[] weights, Mixture mixture) {
        double[] gains = mixture.gains(weights);
        int from = -1;
        int to = 0;
        double mean = 0;
        for (int trial = 0; trial < weights.length; trial++) {
            to = gains[trial] > gains[to] ? trial : to;
            from = weights[trial] > 0 && (from < 0 || gains[trial] < gains[from]) ? trial : from;
            mean += weights[trial] * gains[trial];
        }
        // as the loss is convex, it can fall by no more than the largest gain exceeds the mean of gains
        if (!(gains[to] - mean > SETTLED)) {
            return false; // also where a prediction is no number
        }
        double moved = mixture.best(weights, from, to);
        weights[from] -= moved;
        weights[to] += moved;
        return moved > 0;
    }
}
