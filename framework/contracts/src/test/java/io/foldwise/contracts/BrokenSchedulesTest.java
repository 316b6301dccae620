package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.training.Schedule;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every check of {@link ScheduleContract} catches a schedule that breaks it. */
final class BrokenSchedulesTest {

    @Test
    void aRateBelowZero() {
        assertCaught(
                contract((base, moment) -> base * (0.5 - moment.progress()))::givesALearningRateAtEveryStep,
                "learning rates of 1 epochs");
    }

    @Test
    void noRateAtAll() {
        assertCaught(contract((base, moment) -> 0)::givesALearningRateAtEveryStep, "learning rates of 1 epochs");
    }

    @Test
    void aDivisionByTheStepsToCome() {
        assertCaught(
                contract((base, moment) -> base / (moment.epochs() - moment.step()))::managesWithASingleStep,
                "to be finite");
    }

    @Test
    void aRateThatDependsOnEarlierSteps() {
        double[] rate = {1};
        assertCaught(
                contract((base, moment) -> base * (rate[0] *= 0.9))::followsFromTheMomentAlone,
                "the last step asked for first");
    }

    @Test
    void lossesThatNobodyKnowsOf() {
        assertCaught(
                contract((base, moment) -> moment.losses().isEmpty() ? base : base / 2)::looksAtLossesOnlyWhereItSaysSo,
                "without losses");
    }

    private static void assertCaught(ThrowingCallable check, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessageContaining(message);
    }

    private static ScheduleContract contract(Schedule schedule) {
        return new ScheduleContract() {
            @Override
            protected Schedule schedule() {
                return schedule;
            }
        };
    }
}
