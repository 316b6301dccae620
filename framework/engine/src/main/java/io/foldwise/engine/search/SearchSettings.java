package io.foldwise.engine.search;

import com.typesafe.config.Config;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Optional;

/** The {@code search} block: what {@code sweep} tries out. A {@code run} of the same file takes no notice of it. */
public record SearchSettings(
        @Description("who proposes trials") @Default("random")
        Generator generator,

        @Description("how many trials there are at most") @Default("20") @Positive
        int trials,

        @Description("after so much work no new trial begins; those that have begun are finished")
        Optional<Duration> timeLimit,

        @Description("the root of the search's randomness; any whole number but 0; the experiment's if left out")
        Optional<Long> seed,

        @Description(
                "a decision about a trial knows the results of trials so many numbers before it, and of none after: what"
                        + " makes a sweep the same with any number of workers; should be no smaller than that number")
        @Default("4")
        @Positive
        int lag,

        @Description("of the grid generator") @Default("{}") Grid grid,

        @Description("of the genetic generator") @Default("{}")
        Genetic genetic,

        @Description("which trials are given up early; none if left out") @Default("{}")
        Pruning pruning,

        @Description(
                "what is varied: keys of the experiment, in quotes, each with uniform, log-uniform, int-uniform or choice")
        Config space) {

    public SearchSettings {
        if (seed.filter(value -> value == 0).isPresent()) {
            throw new IllegalArgumentException("seed 0 is no seed; use any other");
        }
    }

    /** Who proposes trials. */
    public enum Generator {
        RANDOM,
        GRID,
        GENETIC
    }

    /** How a grid is laid out. */
    public record Grid(
            @Description("values of a range that is not a choice, both ends included") @Default("3") @Min(2)
            int points,

            @Description("visit the grid in a random order, for a sweep that may end before all of it is done")
            @Default("false")
            boolean shuffled) {}

    /** How trials are bred from earlier ones. */
    public record Genetic(
            @Description(
                    "the trials that are kept to breed from; until two thirds of them are known, proposals are random")
            @Default("12")
            @Min(3)
            int population,

            @Description("the probability that a value is not inherited, but drawn at random")
            @Default("0.15")
            @Positive
            @DecimalMax("1")
            double mutation) {}

    /** When to give a trial up. */
    public record Pruning(
            @Description("by the scores of its first folds; off if left out")
            Optional<ByFolds> folds,

            @Description("inside a fold, by its learning curve; off if left out")
            Optional<ByCurves> curves) {}

    /**
     * A trial is given up whose finished folds are clearly worse than the same folds of the best trial.
     */
    public record ByFolds(
            @Description(value = "compared after so many folds, and after each further one", unit = "folds")
            @Default("2")
            @Min(2)
            int after,

            @Description(
                    "the accepted probability, at each comparison, that the trial would have become the better one")
            @Default("0.05")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax(value = "0.5", inclusive = false)
            double risk) {}

    /** A fold is given up that learns much more slowly than the same fold of the best trial. */
    public record ByCurves(
            @Description(value = "compared after so many epochs, and after each further one", unit = "epochs")
            @Default("4")
            @Positive
            int after,

            @Description("given up if worse than the best trial was after this share of the epochs")
            @Default("0.5")
            @Positive
            @DecimalMax("1")
            double share) {}
}
