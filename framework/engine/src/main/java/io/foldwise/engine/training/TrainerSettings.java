package io.foldwise.engine.training;

import io.foldwise.engine.config.Included;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Spec;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Schedule;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Optional;

/** The {@code trainer} block: how a network is trained. */
public record TrainerSettings(
        @Description(value = "Training ends after so many at the latest", unit = "epochs") @Default("20") @Positive
        int epochs,

        @Description("How gradients become steps") @Included Spec<Optimizer> optimizer,

        @Description("How the learning rate moves") @Included
        Spec<Schedule> schedule,

        @Description("Weight of the penalty l2 / 2 * sum(w^2)") @Default("0") @PositiveOrZero
        double l2,

        @Description("A layer's gradient with a larger Euclidean norm is scaled down to it")
        Optional<@Positive Double> clipNorm,

        @Description("Ends training when a metric gets no better; without it all epochs are run")
        Optional<EarlyStop> earlyStop,

        @Description("Keep the epoch with the best early-stop metric, rather than the last; of several stages the best"
                + " of all, unless the last stage says no; what an earlier stage says is where the next one starts")
        @Default("true")
        boolean keepBest,

        @Description(
                value =
                        "Validates after every so many, and after the last; without it after each. Others have no score, cannot"
                                + " be kept as best; the patience counts validations",
                unit = "epochs")
        Optional<@Positive Integer> validateEvery,

        @Description(
                "Ends the stage after the first epoch whose mean training loss is below this; for pre-training, which"
                        + " may go too far")
        Optional<@Positive Double> stopBelow) {

    /** Settings that validate after every epoch. */
    public TrainerSettings(
            int epochs,
            Spec<Optimizer> optimizer,
            Spec<Schedule> schedule,
            double l2,
            Optional<Double> clipNorm,
            Optional<EarlyStop> earlyStop,
            boolean keepBest) {
        this(epochs, optimizer, schedule, l2, clipNorm, earlyStop, keepBest, Optional.empty(), Optional.empty());
    }

    /** The same settings, with nothing watched and the last epoch kept. */
    public TrainerSettings unwatched() {
        return new TrainerSettings(
                epochs, optimizer, schedule, l2, clipNorm, Optional.empty(), false, Optional.empty(), stopBelow);
    }

    /** Whether an epoch, from 0, is validated. */
    boolean validates(int epoch) {
        return (epoch + 1) % validateEvery.orElse(1) == 0 || epoch + 1 == epochs;
    }

    /** Whether a stage ends after an epoch of this mean loss. */
    boolean stopsBelow(double loss) {
        return stopBelow.filter(limit -> loss < limit).isPresent();
    }

    /** When to give up hope. */
    public record EarlyStop(
            @Description("Which of the experiment's metrics is watched, on validation rows; the first if left out")
            Optional<String> metric,

            @Description(value = "So many without improvement end the stage", unit = "epochs") @Default("3") @Positive
            int patience) {}
}
