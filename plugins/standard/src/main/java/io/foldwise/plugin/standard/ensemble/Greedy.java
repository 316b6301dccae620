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
 * Forward selection of trials, with replacement: starting from none, each round adds the trial whose out-of-fold
 * predictions make the {@linkplain Mixture loss} of the mean smallest (cross-entropy; of quantities the squared error), a trial
 * picked twice counting twice. The best of all rounds is kept. Leaves weak trials out, where {@link Weighted} would give them small weights. Folds of one trial share its weight
 * equally.
 *
 * <p>Selection looks at the very predictions that the ensemble's out-of-fold score is computed from, and flatters it the
 * more, the more trials there are to choose from.
 *
 * <p>Caruana et al. 2004, "Ensemble Selection from Libraries of Models", ICML.
 */
@Description("Picks trials one by one, as long as their out-of-fold predictions help; needs several trials")
public final class Greedy implements Ensembler {

    private final int rounds;

    /** How many picks. */
    public record Params(
            @Description("How many trials are picked, some repeatedly") @Default("20") @Positive
            int rounds) {}

    @Inject
    public Greedy(Params params) {
        this.rounds = params.rounds();
    }

    /** @throws io.foldwise.spi.IncompatibleException if the trials have no held-out sample in common */
    @Override
    public double[] weigh(Head head, List<Candidate> candidates) {
        TrialPredictions predictions = TrialPredictions.of(head, candidates);
        Mixture mixture = Mixture.of(head, predictions);
        double[] picked = new double[predictions.trials().size()];
        double[] best = picked;
        double least = Double.POSITIVE_INFINITY;
        for (int round = 1; round <= rounds; round++) {
            picked = add(picked, round, mixture);
            double loss = mixture.loss(scaled(picked, round));
            if (loss < least) {
                least = loss;
                best = scaled(picked, round);
            }
        }
        return predictions.spread(best, candidates);
    }

    /** Picks one more trial, the best of all; the first of equals. */
    private static double[] add(double[] picked, int round, Mixture mixture) {
        double[] best = picked;
        double least = Double.POSITIVE_INFINITY;
        for (int trial = 0; trial < picked.length; trial++) {
            double[] candidate = picked.clone();
            candidate[trial]++;
            double loss = mixture.loss(scaled(candidate, round));
            if (loss < least) {
                least = loss;
                best = candidate;
            }
        }
        return best;
    }

    private static double[] scaled(double[] counts, int round) {
        return Arrays.stream(counts).map(count -> count / round).toArray();
    }
}
