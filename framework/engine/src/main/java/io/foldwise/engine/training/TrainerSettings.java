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
        boolean keepBest) {
    /** When to give up hope. */
    public record EarlyStop(
            @Description("Which of the experiment's metrics is watched, on validation rows; the first if left out")
            Optional<String> metric,

            @Description(value = "So many without improvement end the stage", unit = "epochs") @Default("3") @Positive
            int patience) {}
}
