package io.foldwise.plugin.standard.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Components;
import io.foldwise.spi.training.Schedule;
import io.foldwise.spi.training.Schedule.Moment;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Every step of a training, from the first to the last, beside each schedule's formula. */
final class ScheduleTableTest {

    private static final double BASE = 0.8;
    private static final Offset<Double> EXACTLY = within(1e-12);

    @Test
    void constantStays() {
        assertThat(rates(new Constant(), 2, 5)).containsOnly(BASE);
    }

    @Test
    void countersOfWholeEpochsChangeWithTheFirstStepOfAnEpoch() {
        assertByEpoch(new Step(new Step.Params(2, 0.1)), 1, 1, 0.1, 0.1, 0.01);
        assertByEpoch(new Exponential(new Exponential.Params(0.5)), 1, 1 / 2.0, 1 / 4.0, 1 / 8.0, 1 / 16.0);
        assertByEpoch(new Inverse(new Inverse.Params(1, 2)), 1, 1 / 4.0, 1 / 9.0, 1 / 16.0, 1 / 25.0);
    }

    @Test
    void stepsFallWithTheFirstStepOfTheirShare() {
        Schedule published = new MultiStep(new MultiStep.Params(List.of(0.5, 0.8), 0.1));
        assertByEpoch(published, 1, 1, 1, 1, 1, 0.1, 0.1, 0.1, 0.01, 0.01);
        for (int[] shape : new int[][] {{100, 1}, {100, 7}, {60, 16}, {30, 157}, {10, 1}, {5, 10}}) {
            double[] rates = rates(published, shape[0], shape[1]);
            int half = rates.length / 2;
            int last = rates.length * 4 / 5;
            assertThat(rates[0]).isEqualTo(BASE);
            assertThat(rates[half - 1]).isEqualTo(BASE);
            assertThat(rates[half]).isCloseTo(0.1 * BASE, EXACTLY);
            assertThat(rates[last - 1]).isCloseTo(0.1 * BASE, EXACTLY);
            assertThat(rates[last]).isCloseTo(0.01 * BASE, EXACTLY);
            assertThat(rates[rates.length - 1]).isCloseTo(0.01 * BASE, EXACTLY);
        }
    }

    @Test
    void stepsMissNoBorderOfAnyShare() {
        for (int border = 1; border < 100; border++) { // in floating point 0.55 * 100 is above 55, 0.57 * 100 below 57
            double[] rates = rates(new MultiStep(new MultiStep.Params(List.of(border / 100.0), 0.5)), 100, 1);
            assertThat(rates[border - 1]).as("before %s", border).isEqualTo(BASE);
            assertThat(rates[border]).as("at %s", border).isEqualTo(BASE / 2);
        }
    }

    @Test
    void whatFallsOverTheStageReachesItsEndAtTheLastStep() {
        Schedule cosine = new Cosine(new Cosine.Params(0.1));
        Schedule line = new Polynomial(new Polynomial.Params(1, 0.1));
        Schedule parabola = new Polynomial(new Polynomial.Params(2, 0.1));
        for (int[] shape : new int[][] {{1, 10}, {10, 1}, {2, 5}, {7, 11}, {20, 157}}) {
            assertSteps(cosine, shape, share -> 0.1 + 0.7 * (1 + Math.cos(Math.PI * share)) / 2);
            assertSteps(line, shape, share -> 0.1 + 0.7 * (1 - share));
            assertSteps(parabola, shape, share -> 0.1 + 0.7 * (1 - share) * (1 - share));
            for (Schedule schedule : List.of(cosine, line, parabola)) {
                double[] rates = rates(schedule, shape[0], shape[1]);
                assertThat(rates[0]).isEqualTo(BASE);
                assertThat(rates[rates.length - 1]).isCloseTo(0.1, EXACTLY);
            }
        }
    }

    @Test
    void oneCycleStartsPeaksAndEndsWhereItSays() {
        Schedule cycle = new OneCycle(new OneCycle.Params(0.3, 0.04, 1e-4));
        double[] tenSteps = rates(cycle, 1, 10); // three of nine ninths are the rise's end, or just before it
        assertThat(tenSteps[0]).isCloseTo(0.04 * BASE, EXACTLY);
        assertThat(tenSteps[9]).isCloseTo(1e-4 * BASE, EXACTLY);

        double[] rates = rates(cycle, 3, 7); // 20 steps from the first to the last, 6 of them up
        assertThat(rates[0]).isCloseTo(0.04 * BASE, EXACTLY);
        assertThat(rates[3]).isCloseTo((0.04 + 1) / 2 * BASE, EXACTLY);
        assertThat(rates[6]).isCloseTo(BASE, EXACTLY);
        assertThat(rates[13]).isCloseTo((1 + 1e-4) / 2 * BASE, EXACTLY);
        assertThat(rates[20]).isCloseTo(1e-4 * BASE, EXACTLY);
    }

    @Test
    void aSingleStepIsTheFirstRatherThanTheLast() {
        assertThat(rates(new Cosine(new Cosine.Params(0)), 1, 1)).containsExactly(BASE);
        assertThat(rates(new Polynomial(new Polynomial.Params(1, 0)), 1, 1)).containsExactly(BASE);
    }

    @Test
    void warmRestartsMissNoBorder() {
        Schedule growing = new WarmRestarts(new WarmRestarts.Params(0.1, 2, 0));
        double[] rates = rates(growing, 2, 10); // periods of 1, 2, 4, 8 steps, and 5 of the next 16
        int[] sinceRestart = {0, 0, 1, 0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4};
        int[] period = {1, 2, 2, 4, 4, 4, 4, 8, 8, 8, 8, 8, 8, 8, 8, 16, 16, 16, 16, 16};
        for (int step = 0; step < rates.length; step++) {
            assertThat(rates[step])
                    .as("step %s", step)
                    .isCloseTo(BASE * (1 + Math.cos(Math.PI * sinceRestart[step] / period[step])) / 2, EXACTLY);
        }
    }

    @Test
    void warmRestartsOfAnyPeriodRestartWhereStepsMeetBorders() {
        for (double factor : new double[] {1, 1.5, 2, 3}) {
            for (int steps : new int[] {1, 2, 3, 7, 10, 49, 100}) {
                for (int length = 1; length <= 12; length++) { // of the first period, in steps
                    double first = length / (double) steps;
                    double[] rates = rates(new WarmRestarts(new WarmRestarts.Params(first, factor, 0.01)), 40, steps);
                    double border = 0;
                    for (double period = length; border < rates.length; border += period, period *= factor) {
                        if (border == Math.rint(border)) {
                            assertThat(rates[(int) border])
                                    .as("period %s, factor %s, %s steps, step %s", first, factor, steps, border)
                                    .isCloseTo(BASE, within(1e-9));
                        }
                    }
                }
            }
        }
    }

    @Test
    void cycleTurnsAtTheMiddleAndTheEndOfItsPeriod() {
        double[] rates = rates(new Cycle(new Cycle.Params(0.4, 0.5)), 2, 10);
        double[] cycle = {0.5, 0.75, 1, 0.75};
        for (int step = 0; step < rates.length; step++) {
            assertThat(rates[step]).as("step %s", step).isCloseTo(BASE * cycle[step % 4], EXACTLY);
        }
    }

    @Test
    void warmUpHandsOverAtABorderAndItsSuccessorEndsAtTheLastStep() {
        Schedule warmUp = new WarmUp(
                new WarmUp.Params(1, 0.1, Components.spec(Cosine.class, new Cosine.Params(0.02))), new Components());
        double[] rates = rates(warmUp, 3, 4);
        assertThat(DoubleStream.of(rates).limit(4).toArray())
                .containsExactly(new double[] {0.1 * BASE, 0.325 * BASE, 0.55 * BASE, 0.775 * BASE}, EXACTLY);
        for (int step = 4; step < 12; step++) {
            assertThat(rates[step])
                    .isCloseTo(0.02 + (BASE - 0.02) * (1 + Math.cos(Math.PI * (step - 4) / 7)) / 2, EXACTLY);
        }
    }

    /** The rates of a training's steps, as the trainer asks for them. */
    private static double[] rates(Schedule schedule, int epochs, int steps) {
        return IntStream.range(0, epochs * steps)
                .mapToObj(step -> Moment.of(step / steps, step % steps, steps, epochs, List.of()))
                .mapToDouble(moment -> schedule.learningRate(BASE, moment))
                .toArray();
    }

    private static void assertByEpoch(Schedule schedule, double... shares) {
        double[] rates = rates(schedule, shares.length, 3);
        for (int step = 0; step < rates.length; step++) {
            assertThat(rates[step]).as("step %s", step).isCloseTo(BASE * shares[step / 3], EXACTLY);
        }
    }

    /** @param formula of the share of the way from the first step to the last */
    private static void assertSteps(Schedule schedule, int[] shape, DoubleUnaryOperator formula) {
        double[] rates = rates(schedule, shape[0], shape[1]);
        for (int step = 0; step < rates.length; step++) {
            double share = step / (rates.length - 1.0);
            assertThat(rates[step]).as("step %s", step).isCloseTo(formula.applyAsDouble(share), EXACTLY);
        }
    }
}
