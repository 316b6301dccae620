package io.foldwise.plugin.standard.schedule;

import io.foldwise.contracts.ScheduleContract;
import io.foldwise.spi.training.Schedule;
import org.junit.jupiter.api.Nested;

/** What all schedules have in common, of some. */
final class ScheduleContractsTest {

    @Nested
    final class OfOneCycle extends ScheduleContract {
        @Override
        protected Schedule schedule() {
            return new OneCycle(new OneCycle.Params(0.3, 0.04, 1e-4));
        }
    }

    @Nested
    final class OfReduceOnPlateau extends ScheduleContract {
        @Override
        protected Schedule schedule() {
            return new ReduceOnPlateau(new ReduceOnPlateau.Params(0.1, 2, 1e-4, 0));
        }
    }

    @Nested
    final class OfStep extends ScheduleContract {
        @Override
        protected Schedule schedule() {
            return new Step(new Step.Params(3, 0.1));
        }
    }
}
