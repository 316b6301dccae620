package io.foldwise.engine.training;

import io.foldwise.engine.training.TrainerSettings.EarlyStop;
import io.foldwise.spi.Description;
import io.foldwise.spi.Spec;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Schedule;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Optional;

/** The {@code trainer} block of a stage: what it leaves out is as in the experiment's own. A block in it replaces as a whole. */
public record TrainerOverrides(
        @Description(value = "The stage's epochs at the latest", unit = "epochs")
        Optional<@Positive Integer> epochs,

        @Description("The stage's own optimizer") Optional<Spec<Optimizer>> optimizer,

        @Description("The stage's own schedule") Optional<Spec<Schedule>> schedule,

        @Description("The stage's own weight of the penalty")
        Optional<@PositiveOrZero Double> l2,

        @Description("The stage's own largest norm of a layer's gradient")
        Optional<@Positive Double> clipNorm,

        @Description("The stage's own end; one whose patience is no less than the stage's epochs never ends it early")
        Optional<EarlyStop> earlyStop,

        @Description("Whether the stage keeps its best epoch rather than its last")
        Optional<Boolean> keepBest,

        @Description(value = "The stage is validated after every so many", unit = "epochs")
        Optional<@Positive Integer> validateEvery,

        @Description("The training loss below which the stage ends")
        Optional<@Positive Double> stopBelow) {

    /** These settings, and the base's where there are none. */
    public TrainerSettings over(TrainerSettings base) {
        return new TrainerSettings(
                epochs.orElse(base.epochs()),
                optimizer.orElse(base.optimizer()),
                schedule.orElse(base.schedule()),
                l2.orElse(base.l2()),
                clipNorm.or(base::clipNorm),
                earlyStop.or(base::earlyStop),
                keepBest.orElse(base.keepBest()),
                validateEvery.or(base::validateEvery),
                stopBelow.or(base::stopBelow));
    }
}
