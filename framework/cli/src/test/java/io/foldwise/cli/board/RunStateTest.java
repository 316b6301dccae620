package io.foldwise.cli.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.execution.FailureKind;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.Unit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RunStateTest {

    private final SteppedClock clock = new SteppedClock();
    private final RunState state = new RunState(Events.PLAN, clock.instant());

    @Test
    void countsEpochsOverStages() {
        happen(Events.started(0, 0));
        happen(Events.epoch(0, 0, 1, 2, 0.2, true));
        assertThat(state.workers().get(0).epoch()).isEqualTo(8);
    }

    @Test
    void remembersTheBestEpochNotTheLast() {
        happen(Events.started(0, 0));
        happen(Events.epoch(0, 0, 0, 1, 0.21, true));
        happen(Events.epoch(0, 0, 0, 2, 0.25, false));
        assertThat(state.workers().get(0).best()).hasValue(0.21);
    }

    @Test
    void tellsNothingOfTheTimeLeftBeforeTwoEpochs() {
        happen(Events.started(0, 0));
        clock.advance(30);
        happen(Events.epoch(0, 0, 0, 1, 0.21, true));
        assertThat(state.left(clock.instant())).isEmpty();
    }

    @Test
    void takesTheTimeLeftFromTheEpochsNotFromTheStart() {
        happen(Events.started(0, 0));
        clock.advance(100);
        happen(Events.epoch(0, 0, 0, 1, 0.21, true));
        clock.advance(4);
        happen(Events.epoch(0, 0, 0, 2, 0.20, true));
        clock.advance(1);
        assertThat(state.workers().get(0).left(clock.instant())).contains(Duration.ofSeconds(8 * 4 - 1));
    }

    @Test
    void sharesTheWaitingUnitsAmongTheWorkers() {
        happen(Events.started(0, 0));
        happen(Events.started(1, 1));
        clock.advance(60);
        happen(Events.finished(0, 0));
        happen(Events.finished(1, 1));
        assertThat(state.left(clock.instant())).contains(Duration.ofSeconds(60));
    }

    @Test
    void countsAUnitThatIsTriedAgainAsNeitherDoneNorFailed() {
        happen(Events.started(0, 0));
        happen(new RunEvent.UnitFailed(0, new Unit(0, 0), FailureKind.KILLED, "was killed", true));
        assertThat(state.finished()).isZero();
        assertThat(state.failed()).isZero();
        happen(new RunEvent.UnitFailed(0, new Unit(0, 0), FailureKind.KILLED, "was killed", false));
        assertThat(state.failed()).isOne();
    }

    @Test
    void growsFromNothingToAll() {
        double before = state.share();
        for (int fold = 0; fold < 4; fold++) {
            happen(Events.started(0, fold));
            happen(Events.epoch(0, fold, 0, 3, 0.2, true));
            assertThat(state.share()).isGreaterThan(before);
            happen(Events.finished(0, fold));
            before = state.share();
        }
        assertThat(state.share()).isEqualTo(1);
    }

    private void happen(RunEvent event) {
        state.accept(event, clock.instant());
    }
}
