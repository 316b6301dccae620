package io.foldwise.plugin.standard.schedule;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Schedule;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/**
 * Multiplies the learning rate by a factor after every so many epochs: {@code base * factor^floor(epoch / every)}. Computed by
 * ND4J's {@link StepSchedule}.
 */
@Description("Multiplies the learning rate by a factor after every so many epochs")
public final class Step implements Schedule {

    private final Params params;

    /** How often, and by how much. */
    public record Params(
            @Description(value = "How often the rate falls", unit = "epochs") @Positive
            int every,

            @Description("What the rate is multiplied by")
            @Default("0.1")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1")
            double factor) {}

    @Inject
    public Step(Params params) {
        this.params = params;
    }

    @Override
    public double learningRate(double base, Moment moment) {
        return new StepSchedule(ScheduleType.EPOCH, base, params.factor(), params.every())
                .valueAt(0, (int) moment.epoch());
    }
}
