package io.foldwise.plugin.standard.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Components;
import io.foldwise.spi.training.Schedule;
import io.foldwise.spi.training.Schedule.Moment;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** The formula of each schedule, at moments where it can be computed by hand. */
final class EveryScheduleTest {

    private static final double BASE = 0.8;
    private static final Offset<Double> EXACTLY = within(1e-12);

    @Test
    void constantStays() {
        assertThat(rate(new Constant(), 0, 10)).isEqualTo(BASE);
        assertThat(rate(new Constant(), 9.9, 10)).isEqualTo(BASE);
    }

    @Test
    void stepFallsAfterEverySoManyEpochs() {
        Schedule step = new Step(new Step.Params(3, 0.1));
        assertThat(rate(step, 2.99, 10)).isCloseTo(BASE, EXACTLY);
        assertThat(rate(step, 3, 10)).isCloseTo(BASE / 10, EXACTLY);
        assertThat(rate(step, 8.5, 10)).isCloseTo(BASE / 100, EXACTLY);
    }

    @Test
    void stepsFallAtSharesOfTheEpochs() {
        Schedule steps = new MultiStep(new MultiStep.Params(List.of(0.5, 0.8), 0.1));
        assertThat(rate(steps, 4.99, 10)).isEqualTo(BASE);
        assertThat(rate(steps, 5, 10)).isCloseTo(BASE / 10, EXACTLY);
        assertThat(rate(steps, 7.99, 10)).isCloseTo(BASE / 10, EXACTLY);
        assertThat(rate(steps, 8, 10)).isCloseTo(BASE / 100, EXACTLY);
        assertThat(rate(steps, 9.9, 10)).isCloseTo(BASE / 100, EXACTLY);
        assertThat(rate(steps, 2.49, 5)).as("within an epoch").isEqualTo(BASE);
        assertThat(rate(steps, 2.5, 5)).as("within an epoch").isCloseTo(BASE / 10, EXACTLY);
    }

    @Test
    void stepsHaveIncreasingShares() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MultiStep.Params(List.of(0.8, 0.5), 0.1))
                .withMessage("at is [0.8, 0.5]; let each share be larger than the one before");
        assertThatIllegalArgumentException().isThrownBy(() -> new MultiStep.Params(List.of(0.5, 0.5), 0.1));
    }

    @Test
    void exponentialFallsAfterEveryEpoch() {
        Schedule exponential = new Exponential(new Exponential.Params(0.5));
        assertThat(rate(exponential, 0.9, 10)).isCloseTo(BASE, EXACTLY);
        assertThat(rate(exponential, 3.2, 10)).isCloseTo(BASE / 8, EXACTLY);
    }

    @Test
    void inverseFallsAfterEveryEpoch() {
        Schedule inverse = new Inverse(new Inverse.Params(0.5, 2));
        assertThat(rate(inverse, 0.9, 10)).isCloseTo(BASE, EXACTLY);
        assertThat(rate(inverse, 2.7, 10)).isCloseTo(BASE / 4, EXACTLY);
    }

    @Test
    void polynomialFallsToItsFloor() {
        Schedule line = new Polynomial(new Polynomial.Params(1, 0.2));
        assertThat(rate(line, 0, 10)).isCloseTo(BASE, EXACTLY);
        assertThat(rate(line, 2.5, 10)).isCloseTo(0.2 + 0.6 * 0.75, EXACTLY);
        assertThat(rate(line, 10, 10)).isCloseTo(0.2, EXACTLY);
        Schedule parabola = new Polynomial(new Polynomial.Params(2, 0));
        assertThat(rate(parabola, 5, 10)).isCloseTo(BASE / 4, EXACTLY);
        assertThat(new PolySchedule(ScheduleType.EPOCH, BASE, 1, 10).valueAt(0, 5))
                .as("why we do not use ND4J's")
                .isCloseTo(1.5 * BASE, EXACTLY);
    }

    @Test
    void cosineFallsToItsFloor() {
        Schedule cosine = new Cosine(new Cosine.Params(0.2));
        assertThat(rate(cosine, 0, 10)).isCloseTo(BASE, EXACTLY);
        assertThat(rate(cosine, 10 / 3.0, 10)).isCloseTo(0.2 + 0.6 * 0.75, EXACTLY);
        assertThat(rate(cosine, 5, 10)).isCloseTo(0.5, EXACTLY);
        assertThat(rate(cosine, 10, 10)).isCloseTo(0.2, EXACTLY);
    }

    @Test
    void warmRestartsJumpBackAfterPeriodsThatGrow() {
        Schedule restarts = new WarmRestarts(new WarmRestarts.Params(3, 2, 1e-6));
        for (double start : new double[] {0, 3, 9, 21}) {
            assertThat(rate(restarts, start, 45)).isCloseTo(BASE, EXACTLY);
        }
        for (double end : new double[] {3, 9, 21}) {
            assertThat(rate(restarts, end - 1e-6, 45)).isCloseTo(1e-6, within(1e-9));
        }
        assertThat(rate(restarts, 6, 45)).isCloseTo((BASE + 1e-6) / 2, EXACTLY);
    }

    @Test
    void warmRestartsMayKeepTheirPeriod() {
        Schedule restarts = new WarmRestarts(new WarmRestarts.Params(2, 1, 0));
        assertThat(rate(restarts, 4, 10)).isCloseTo(BASE, EXACTLY);
        assertThat(rate(restarts, 7, 10)).isCloseTo(BASE / 2, EXACTLY);
    }

    @Test
    void warmUpRisesAndHandsOver() {
        Schedule warmUp = new WarmUp(
                new WarmUp.Params(2, 0.1, Components.spec(Cosine.class, new Cosine.Params(0))), new Components());
        assertThat(rate(warmUp, 0, 10)).isCloseTo(0.1 * BASE, EXACTLY);
        assertThat(rate(warmUp, 1, 10)).isCloseTo(0.55 * BASE, EXACTLY);
        assertThat(rate(warmUp, 2, 10)).isCloseTo(BASE, EXACTLY);
        assertThat(rate(warmUp, 6, 10)).isCloseTo(BASE / 2, EXACTLY);
        assertThat(rate(warmUp, 10, 10)).isCloseTo(0, EXACTLY);
    }

    @Test
    void warmUpHidesItsOwnLossesFromTheNextSchedule() {
        ReduceOnPlateau.Params plateau = new ReduceOnPlateau.Params(0.5, 2, 0, 0);
        Schedule warmUp =
                new WarmUp(new WarmUp.Params(2, 0, Components.spec(ReduceOnPlateau.class, plateau)), new Components());
        List<Double> losses = List.of(0.1, 0.1, 0.9, 0.8, 0.7);
        assertThat(warmUp.learningRate(BASE, new Moment(5, 0, 10, losses))).isEqualTo(BASE);
    }

    @Test
    void oneCycleRisesToTheBaseAndFallsFarBelowItsStart() {
        Schedule cycle = new OneCycle(new OneCycle.Params(0.25, 0.04, 0.0001));
        assertThat(rate(cycle, 0, 20)).isCloseTo(0.04 * BASE, EXACTLY);
        assertThat(rate(cycle, 2.5, 20)).isCloseTo(0.52 * BASE, EXACTLY);
        assertThat(rate(cycle, 5, 20)).isCloseTo(BASE, EXACTLY);
        assertThat(rate(cycle, 12.5, 20)).isCloseTo(0.50005 * BASE, EXACTLY);
        assertThat(rate(cycle, 20, 20)).isCloseTo(0.0001 * BASE, EXACTLY);
    }

    @Test
    void cycleSwingsBetweenLowAndBase() {
        Schedule cycle = new Cycle(new Cycle.Params(4, 0.5));
        assertThat(rate(cycle, 0, 20)).isCloseTo(BASE / 2, EXACTLY);
        assertThat(rate(cycle, 1, 20)).isCloseTo(0.75 * BASE, EXACTLY);
        assertThat(rate(cycle, 2, 20)).isCloseTo(BASE, EXACTLY);
        assertThat(rate(cycle, 3, 20)).isCloseTo(0.75 * BASE, EXACTLY);
        assertThat(rate(cycle, 8, 20)).isCloseTo(BASE / 2, EXACTLY);
    }

    @Test
    void reduceOnPlateauFallsWhenPatienceRunsOut() {
        Schedule plateau = new ReduceOnPlateau(new ReduceOnPlateau.Params(0.1, 2, 0, 0));
        assertThat(afterLosses(plateau)).isCloseTo(BASE, EXACTLY);
        assertThat(afterLosses(plateau, 0.5, 0.4, 0.4)).isCloseTo(BASE, EXACTLY);
        assertThat(afterLosses(plateau, 0.5, 0.4, 0.4, 0.41)).isCloseTo(BASE / 10, EXACTLY);
        assertThat(afterLosses(plateau, 0.5, 0.4, 0.4, 0.41, 0.42)).isCloseTo(BASE / 10, EXACTLY);
        assertThat(afterLosses(plateau, 0.5, 0.4, 0.4, 0.41, 0.42, 0.43)).isCloseTo(BASE / 100, EXACTLY);
        assertThat(afterLosses(plateau, 0.5, 0.4, 0.4, 0.39, 0.4)).isCloseTo(BASE, EXACTLY);
    }

    @Test
    void reduceOnPlateauCountsSmallGainsAsNone() {
        Schedule plateau = new ReduceOnPlateau(new ReduceOnPlateau.Params(0.1, 2, 0.01, 0));
        assertThat(afterLosses(plateau, 1, 0.995, 0.991)).isCloseTo(BASE / 10, EXACTLY);
        assertThat(afterLosses(plateau, 1, 0.995, 0.989)).isCloseTo(BASE, EXACTLY);
    }

    @Test
    void reduceOnPlateauCountsEpochsThatWereValidated() {
        Schedule plateau = new ReduceOnPlateau(new ReduceOnPlateau.Params(0.1, 2, 0, 0));
        double none = Double.NaN;
        assertThat(afterLosses(plateau, 1, none, none, none)).isCloseTo(BASE, EXACTLY);
        assertThat(afterLosses(plateau, 1, none, 1, none)).isCloseTo(BASE, EXACTLY);
        assertThat(afterLosses(plateau, 1, none, 1, none, 1)).isCloseTo(BASE / 10, EXACTLY);

        Schedule warmUp = new WarmUp(
                new WarmUp.Params(
                        2, 0, Components.spec(ReduceOnPlateau.class, new ReduceOnPlateau.Params(0.1, 1, 0, 0))),
                new Components());
        assertThat(warmUp.followsLosses()).isTrue();
        List<Double> losses = List.of(none, 0.1, none, 0.9, none, 0.9);
        assertThat(warmUp.learningRate(BASE, new Moment(6, 0, 10, losses)))
                .as("one of three validations lies within the warm-up")
                .isCloseTo(BASE / 10, EXACTLY);
        assertThat(new WarmUp(
                                new WarmUp.Params(2, 0.1, Components.spec(Cosine.class, new Cosine.Params(0))),
                                new Components())
                        .followsLosses())
                .isFalse();
    }

    @Test
    void reduceOnPlateauMeasuresGainsOfNegativeLossesByTheirSize() {
        Schedule plateau = new ReduceOnPlateau(new ReduceOnPlateau.Params(0.1, 2, 0.01, 0));
        assertThat(afterLosses(plateau, -0.9, -0.9, -0.9)).isCloseTo(BASE / 10, EXACTLY);
        assertThat(afterLosses(plateau, -0.9, -0.904, -0.908)).isCloseTo(BASE / 10, EXACTLY);
        assertThat(afterLosses(plateau, -0.9, -0.904, -0.91)).isCloseTo(BASE, EXACTLY);
        assertThat(afterLosses(plateau, 0.01, -0.01, -0.02)).isCloseTo(BASE, EXACTLY);
    }

    @Test
    void reduceOnPlateauStopsAtItsFloor() {
        Schedule plateau = new ReduceOnPlateau(new ReduceOnPlateau.Params(0.1, 1, 0, 0.05));
        assertThat(afterLosses(plateau, 1, 1, 1, 1)).isCloseTo(0.05, EXACTLY);
    }

    private static double rate(Schedule schedule, double epoch, int epochs) {
        return schedule.learningRate(BASE, new Moment(epoch, 0, epochs, List.of()));
    }

    private static double afterLosses(Schedule schedule, double... losses) {
        List<Double> history = Arrays.stream(losses).boxed().toList();
        return schedule.learningRate(BASE, new Moment(losses.length, 0, 20, history));
    }
}
