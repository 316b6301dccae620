package io.foldwise.plugin.standard.schedule;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Schedule;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * Lets the learning rate fall after every epoch, fast at first: {@code base / (1 + gamma * floor(epoch))^power}. Computed by
 * ND4J's {@link InverseSchedule}.
 */
@Description("Lets the learning rate fall after every epoch, fast at first")
public final class Inverse implements Schedule {

    private final Params params;

    /** How fast. */
    public record Params(
            @Description("How fast the rate falls; 1 halves it after the first epoch") @Default("0.1") @Positive
            double gamma,

            @Description("Exponent of the denominator") @Default("1") @Positive
            double power) {}

    @Inject
    public Inverse(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate(double base, Moment moment) {
        return new InverseSchedule(ScheduleType.EPOCH, base, params.gamma(), params.power())
                .valueAt(0, (int) moment.epoch());
    }
}
