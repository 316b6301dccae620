package io.foldwise.plugin.standard.ensemble;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.ensemble.Ensembler;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The plain mean of all folds, or of those with the best scores. Folds are scored on different samples, so a fold may be
 * among the best for having had easy ones; leave none out without a reason.
 *
 * <p>Of folds with equal scores the earlier ones are taken; a score of NaN is worse than any other. Where fewer folds
 * finished than are asked for, all count.
 */
@Description("The mean of all folds, or of the best ones")
public final class Mean implements Ensembler {

    private final Optional<Integer> bestFolds;
    private final Average average;

    /** Which folds count, and what is averaged. */
    public record Params(
            @Description("How many folds count, those with the best scores; left out, all")
            Optional<@Positive Integer> bestFolds,

            @Description("What is averaged: probabilities, or logits, which gives confident folds more say")
            @Default("probabilities")
            Average average) {}

    @Inject
    public Mean(Params params) {
        this.bestFolds = params.bestFolds();
        this.average = params.average();
    }

    @Override
    public double[] weigh(LabelSchema labels, List<Candidate> candidates) {
        double[] weights = new double[candidates.size()];
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer candidate) -> badness(candidates.get(candidate))))
                .limit(bestFolds.orElse(weights.length))
                .forEach(candidate -> weights[candidate] = 1);
        return weights;
    }

    @Override
    public Average average() {
        return average;
    }

    /** Smaller is better; NaN sorts last. */
    private static double badness(Candidate candidate) {
        return -candidate.score();
    }
}
