package io.foldwise.plugin.standard.schedule;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Schedule;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * Multiplies the learning rate by a factor after every epoch: {@code base * factor^floor(epoch)}. Computed by ND4J's
 * {@link ExponentialSchedule}.
 */
@Description("Multiplies the learning rate by a factor after every epoch")
public final class Exponential implements Schedule {

    private final Params params;

    /** By how much. */
    public record Params(
            @Description("What the rate is multiplied by after each epoch")
            @Default("0.9")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1")
            double factor) {}

    @Inject
    public Exponential(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate(double base, Moment moment) {
        return new ExponentialSchedule(ScheduleType.EPOCH, base, params.factor()).valueAt(0, (int) moment.epoch());
    }
}
