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

/** The {@code search} block: what {@code sweep} tries out, and {@code run} does not. */
public record SearchSettings(
        @Description("Who proposes trials") @Default("random")
        Generator generator,

        @Description("How many trials there are at most") @Default("20") @Positive
        int trials,

        @Description("After so much work no new trial begins; those that have begun are finished")
        Optional<Duration> timeLimit,

        @Description("The root of the search's randomness; any whole number but 0; the experiment's if left out")
        Optional<Long> seed,

        @Description(
                "A decision about a trial knows the results of trials so many numbers before it, and of none after: what"
                        + " makes a sweep the same with any number of workers; should be no smaller than that number")
        @Default("4")
        @Positive
        int lag,

        @Description("Settings of the grid generator") @Default("{}")
        Grid grid,

        @Description("Settings of the genetic generator") @Default("{}")
        Genetic genetic,

        @Description("Which trials are given up early; none if left out") @Default("{}")
        Pruning pruning,

        @Description(
                "What trials are ranked by: their own predictions, or what post-processing makes of them (nested); the"
                        + " latter where there is post-processing, unless said otherwise. Giving up looks at predictions")
        Optional<RankedBy> rankedBy,

        @Description(
                "What is varied: keys of the experiment, in quotes, each with uniform, log-uniform, int-uniform or choice")
        Config space) {

    public SearchSettings {
        if (seed.filter(value -> value == 0).isPresent()) {
            throw new IllegalArgumentException("seed 0 is no seed; use any other");
        }
        if (timeLimit.filter(limit -> limit.isZero() || limit.isNegative()).isPresent()) {
            throw new IllegalArgumentException(
                    "a time-limit of " + timeLimit.get() + " leaves no time; give more, or none");
        }
    }

    /** Who proposes trials. */
    public enum Generator {
        RANDOM,
        GRID,
        GENETIC
    }

    /** What trials are ranked by. */
    public enum RankedBy {
        PREDICTIONS,
        POST_PROCESSED
    }

    /** How a grid is laid out. */
    public record Grid(
            @Description("Values of a range that is not a choice, both ends included") @Default("3") @Min(2)
            int points,

            @Description("Visit the grid in a random order, for a sweep that may end before all of it is done")
            @Default("false")
            boolean shuffled) {}

    /** How trials are bred from earlier ones. */
    public record Genetic(
            @Description(
                    "The trials that are kept to breed from; until two thirds of them are known, proposals are random")
            @Default("12")
            @Min(3)
            int population,

            @Description("The probability that a value is not inherited, but drawn at random")
            @Default("0.15")
            @Positive
            @DecimalMax("1")
            double mutation) {}

    /** When to give a trial up. */
    public record Pruning(
            @Description("Gives trials up by the scores of their first folds; off if left out")
            Optional<ByFolds> folds,

            @Description("Gives folds up by their learning curves; off if left out")
            Optional<ByCurves> curves) {}

    /**
     * A trial is given up whose finished folds are clearly worse than the same folds of the best trial.
     */
    public record ByFolds(
            @Description(value = "Compared after so many folds, and after each further one", unit = "folds")
            @Default("2")
            @Min(2)
            int after,

            @Description(
                    "The accepted probability, at each comparison, that the trial would have become the better one")
            @Default("0.05")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax(value = "0.5", inclusive = false)
            double risk) {}

    /** A fold is given up that learns much more slowly than the same fold of the best trial. */
    public record ByCurves(
            @Description(value = "Compared after so many epochs, and after each further one", unit = "epochs")
            @Default("4")
            @Positive
            int after,

            @Description("Given up if worse than the best trial was after this share of the epochs")
            @Default("0.5")
            @Positive
            @DecimalMax("1")
            double share) {}
}
