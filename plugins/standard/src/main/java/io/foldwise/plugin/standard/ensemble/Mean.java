package io.foldwise.plugin.standard.ensemble;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Average;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.ensemble.Ensembler;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The plain mean of the best trials' folds, or of those of them with the best scores. Trials are compared by the mean over
 * their folds; where there is one trial, as in any run that is not a sweep, it is the best. Folds are scored on different
 * samples, so a fold may be among the best for having had easy ones; leave none out without a reason.
 *
 * <p>Of trials or folds with equal scores the earlier ones are taken; a score of NaN is worse than any other. Where fewer
 * finished than are asked for, all count.
 */
@Description("The mean of the best trials' folds, or of the best of those")
public final class Mean implements Ensembler {

    private final int bestTrials;
    private final Optional<Integer> bestFolds;
    private final Average average;

    /** Which folds count, and what is averaged. */
    public record Params(
            @Description("How many trials of a sweep count, those with the best mean scores") @Default("1") @Positive
            int bestTrials,

            @Description("How many of their folds count, those with the best scores; left out, all")
            Optional<@Positive Integer> bestFolds,

            @Description("What is averaged: probabilities, or logits, which gives confident folds more say")
            @Default("probabilities")
            Average average) {}

    @Inject
    public Mean(Params params) {
        this.bestTrials = params.bestTrials();
        this.bestFolds = params.bestFolds();
        this.average = params.average();
    }

    @Override
    public double[] weigh(Head head, List<Candidate> candidates) {
        Set<Integer> trials = best(candidates);
        double[] weights = new double[candidates.size()];
        IntStream.range(0, weights.length)
                .filter(candidate -> trials.contains(candidates.get(candidate).trial()))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer candidate) -> badness(candidates.get(candidate))))
                .limit(bestFolds.orElse(weights.length))
                .forEach(candidate -> weights[candidate] = 1);
        return weights;
    }

    /** The trials that count. */
    private Set<Integer> best(List<Candidate> candidates) {
        Map<Integer, Double> means = candidates.stream()
                .collect(Collectors.groupingBy(
                        Candidate::trial, TreeMap::new, Collectors.averagingDouble(Candidate::score)));
        return means.entrySet().stream()
                .sorted(Comparator.comparingDouble(trial -> -trial.getValue()))
                .limit(bestTrials)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
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
