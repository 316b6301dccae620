package io.foldwise.cli.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.TestConsole;
import io.foldwise.engine.execution.FailureKind;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.Unit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PlainBoardTest {

    private final SteppedClock clock = new SteppedClock();
    private final TestConsole output = new TestConsole();
    private final PlainBoard board = new PlainBoard(output.console().progress()::println, Events.PLAN, clock);

    @AfterEach
    void close() {
        board.close();
    }

    @Test
    void writesALineForEveryEvent() {
        board.accept(Events.started(0, 2));
        clock.advance(3);
        board.accept(Events.epoch(0, 2, 0, 1, 0.25, true));
        clock.advance(60);
        board.accept(Events.finished(0, 2));
        board.accept(new RunEvent.UnitFailed(1, new Unit(0, 3), FailureKind.KILLED, "the worker was killed", true));
        board.accept(new RunEvent.Notice("trial 0 fold 1 is trained again: model.zip is damaged"));
        assertThat(output.progress()).isEqualTo("""
                        [0:00] invented: 4 folds to fit on 2 workers; kept in results/invented/1
                        [0:00] trial 0 fold 2 started on worker 0
                        [0:03] trial 0 fold 2: epoch 1/10, loss 0.4321, mlogloss 0.2500 (best), 1234 samples/s
                        [1:03] trial 0 fold 2 finished after 1 epoch, best mlogloss 0.2500, 1:03
                        [1:03] trial 0 fold 3 failed: the worker was killed; it is tried again
                        [1:03] trial 0 fold 1 is trained again: model.zip is damaged
                        """);
    }

    @Test
    void countsOnlyTrainedEpochsWhereAStageEndedEarly() {
        board.accept(Events.started(0, 0));
        board.accept(Events.epoch(0, 0, 0, 1, 0.25, true));
        clock.advance(30);
        board.accept(Events.epoch(0, 0, 1, 1, 0.2, true)); // five of six epochs of the first stage left out
        clock.advance(30);
        board.accept(Events.finished(0, 0));

        assertThat(output.progress())
                .contains("trial 0 fold 0: epoch 7/10")
                .contains("trial 0 fold 0 finished after 2 epochs, best mlogloss 0.2000, 1:00");
    }

    @Test
    void leavesOutEpochsThatFollowTooFast() {
        board.accept(Events.started(0, 0));
        for (int epoch = 1; epoch <= 6; epoch++) {
            clock.advance(1);
            board.accept(Events.epoch(0, 0, 0, epoch, 0.25, false));
        }
        assertThat(output.progress().lines().filter(line -> line.contains("epoch")))
                .hasSize(3);
    }

    @Test
    void saysHowFarItIsWhenNothingHappens() {
        board.accept(Events.started(0, 0));
        clock.advance(4);
        board.breakSilence();
        assertThat(output.progress()).doesNotContain("elapsed");
        clock.advance(1);
        board.breakSilence();
        assertThat(output.progress()).endsWith("[0:05] 0 of 4 folds done, 0:05 elapsed\n");
    }

    @Test
    void becomesRarerInALongRun() {
        clock.advance(600);
        board.accept(Events.started(0, 0));
        clock.advance(29);
        board.breakSilence();
        assertThat(output.progress()).doesNotContain("elapsed");
        clock.advance(1);
        board.breakSilence();
        assertThat(output.progress()).contains("10:30 elapsed");
    }

    @Test
    void isSilentOnceClosed() {
        board.close();
        String before = output.progress();
        board.accept(Events.started(0, 0));
        assertThat(output.progress()).isEqualTo(before);
    }
}
