package io.foldwise.plugin.standard.ensemble;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.ensemble.Ensembler;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Forward selection of trials, with replacement: starting from none, each round adds the trial whose out-of-fold
 * predictions make the {@linkplain Mixture loss} of the mean smallest (cross-entropy; of quantities the squared error), a trial
 * picked twice counting twice. The best of all rounds is kept. Leaves weak trials out, where {@link Weighted} would give them small weights. Folds of one trial share its weight
 * equally.
 *
 * <p>Selection looks at the very predictions that the ensemble's out-of-fold score is computed from, and flatters it the
 * more, the more trials there are to choose from. Bags make that less: each is a share of the trials, drawn at random, from which
 * trials are picked as above; the weights are the means of all bags'. The same number of trials always gives the same bags.
 *
 * <p>Caruana et al. 2004, "Ensemble Selection from Libraries of Models", ICML; bags are its section 2.3.
 */
@Description("Picks trials one by one, as long as their out-of-fold predictions help; needs several trials")
public final class Greedy implements Ensembler {

    private static final Seed SEED = new Seed(2004);

    private final Params params;

    /** How many picks, from which trials. */
    public record Params(
            @Description("How many trials are picked, some repeatedly") @Default("20") @Positive
            int rounds,

            @Description(
                    "How often trials are picked, each time from others; weights are averaged. 1 picks from all trials")
            @Default("1")
            @Positive
            int bags,

            @Description("With several bags: the share of trials in each, drawn at random")
            @Default("0.5")
            @Positive
            @DecimalMax("1")
            double share) {}

    @Inject
    public Greedy(Params params) {
        this.params = params;
    }

    /** @throws io.foldwise.spi.IncompatibleException if the trials have no held-out sample in common */
    @Override
    public double[] weigh(Head head, List<Candidate> candidates) {
        TrialPredictions predictions = TrialPredictions.of(head, candidates);
        Mixture mixture = Mixture.of(head, predictions);
        double[] weights = new double[predictions.trials().size()];
        for (int bag = 0; bag < params.bags(); bag++) {
            double[] ofBag = select(mixture, weights.length, bag(bag, weights.length));
            for (int trial = 0; trial < weights.length; trial++) {
                weights[trial] += ofBag[trial] / params.bags();
            }
        }
        return predictions.spread(weights, candidates);
    }

    /** The trials of a bag, ascending. */
    private int[] bag(int number, int trials) {
        if (params.bags() == 1) {
            return IntStream.range(0, trials).toArray();
        }
        List<Integer> all = new ArrayList<>(IntStream.range(0, trials).boxed().toList());
        Collections.shuffle(all, new Random(SEED.branch("bag", number).value()));
        return all.stream()
                .limit(Math.max(1, Math.round(params.share() * trials)))
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private double[] select(Mixture mixture, int trials, int[] bag) {
        double[] picked = new double[trials];
        double[] best = picked;
        double least = Double.POSITIVE_INFINITY;
        for (int round = 1; round <= params.rounds(); round++) {
            picked = add(picked, round, mixture, bag);
            double loss = mixture.loss(scaled(picked, round));
            if (loss < least) {
                least = loss;
                best = scaled(picked, round);
            }
        }
        return best;
    }

    /** Picks one more trial of a bag, the best of all; the first of equals. */
    private static double[] add(double[] picked, int round, Mixture mixture, int[] bag) {
        double[] best = picked;
        double least = Double.POSITIVE_INFINITY;
        for (int trial : bag) {
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
