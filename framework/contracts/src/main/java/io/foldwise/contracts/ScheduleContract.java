package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.foldwise.spi.training.Schedule;
import io.foldwise.spi.training.Schedule.Moment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Schedule} does: it gives a learning rate at every step of stages of any length; the rate follows from the moment
 * alone, so that nothing of it is lost in an interruption; and losses matter only where it says so.
 *
 * <pre>{@code
 * final class CosineTest extends ScheduleContract {
 *     @Override
 *     protected Schedule schedule() {
 *         return new Cosine(new Cosine.Params(0));
 *     }
 * }
 * }</pre>
 */
public abstract class ScheduleContract {

    private static final double BASE = 0.8;
    private static final int STEPS = 7;

    /** A new schedule. */
    protected abstract Schedule schedule();

    @Test
    void givesALearningRateAtEveryStep() {
        for (int epochs : new int[] {1, 2, 12}) {
            Schedule schedule = schedule();
            assertThat(rates(schedule, moments(epochs, STEPS)))
                    .as("learning rates of %d epochs", epochs)
                    .allSatisfy(rate -> assertThat(rate).isFinite().isNotNegative())
                    .anySatisfy(rate -> assertThat(rate).isPositive());
        }
    }

    @Test
    void managesWithASingleStep() {
        assertThat(rates(schedule(), moments(1, 1)))
                .allSatisfy(rate -> assertThat(rate).isFinite().isNotNegative());
    }

    @Test
    void followsFromTheMomentAlone() {
        List<Moment> moments = moments(12, STEPS);
        List<Double> expected = rates(schedule(), moments);
        List<Moment> backwards = new ArrayList<>(moments);
        Collections.reverse(backwards);
        Schedule used = schedule();
        List<Double> rates = new ArrayList<>(rates(used, backwards));
        Collections.reverse(rates);

        assertThat(rates).as("learning rates, the last step asked for first").isEqualTo(expected);
        assertThat(rates(used, moments)).as("learning rates, asked for again").isEqualTo(expected);
    }

    @Test
    void looksAtLossesOnlyWhereItSaysSo() {
        assumeFalse(schedule().followsLosses(), "follows losses");
        List<Moment> blind = moments(12, STEPS).stream()
                .map(moment -> new Moment(moment.epoch(), moment.step(), moment.epochs(), List.of()))
                .toList();

        assertThat(rates(schedule(), blind))
                .as("learning rates without losses")
                .isEqualTo(rates(schedule(), moments(12, STEPS)));
    }

    private static List<Double> rates(Schedule schedule, List<Moment> moments) {
        return moments.stream()
                .map(moment -> schedule.learningRate(BASE, moment))
                .toList();
    }

    /** Every step of a stage. Its losses fall, then rise; one epoch was not validated. They are not to be written into. */
    private static List<Moment> moments(int epochs, int steps) {
        List<Moment> moments = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            List<Double> losses = IntStream.range(0, epoch)
                    .mapToObj(done -> done == 1 ? Double.NaN : 0.5 + 0.1 * Math.abs(done - 3))
                    .toList();
            for (int done = 0; done < steps; done++) {
                moments.add(Moment.of(epoch, done, steps, epochs, losses));
            }
        }
        return moments;
    }
}
