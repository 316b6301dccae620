package io.foldwise.cli.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BoardViewTest {

    private final SteppedClock clock = new SteppedClock();
    private final RunState state = new RunState(Events.PLAN, clock.instant());

    @Test
    void showsEveryWorker() {
        train();
        assertThat(BoardView.lines(state, 130, 24, clock.instant()))
                .containsExactly(
                        "invented  [===               ]  0 of 4 folds done, 0:05 elapsed, about 0:12 left",
                        "worker  unit                doing               epoch                    loss  best mlogloss"
                                + "  samples/s     left",
                        "     0  trial 0 fold 0      training             7/10  [=======   ]    0.4321         0.2100"
                                + "       1234     0:02",
                        "     1  trial 0 fold 1      starting                   [          ]");
    }

    @Test
    void neverFillsTheLastColumnHoweverNarrowTheTerminal() {
        train();
        for (int columns = 1; columns < 140; columns++) {
            int width = columns;
            assertThat(BoardView.lines(state, columns, 24, clock.instant()))
                    .allSatisfy(line -> assertThat(line.length()).isLessThan(Math.max(width, 1)));
        }
    }

    @Test
    void keepsUnitEpochAndScoreInANarrowTerminal() {
        train();
        List<String> lines = BoardView.lines(state, 50, 24, clock.instant());
        assertThat(lines.get(1)).contains("unit").contains("epoch").contains("best mlogloss");
        assertThat(lines.get(2)).contains("trial 0 fold 0").contains("7/10").contains("0.2100");
    }

    @Test
    void countsTheWorkersThatTheTerminalIsTooLowFor() {
        for (int worker = 0; worker < 9; worker++) {
            state.accept(Events.started(worker, worker), clock.instant());
        }
        List<String> lines = BoardView.lines(state, 100, 8, clock.instant());
        assertThat(lines).hasSizeLessThan(8);
        assertThat(lines.get(lines.size() - 1)).isEqualTo("... and 5 more workers");
    }

    private void train() {
        state.accept(Events.started(0, 0), clock.instant());
        state.accept(Events.started(1, 1), clock.instant());
        for (int epoch = 1; epoch <= 6; epoch++) {
            state.accept(Events.epoch(0, 0, 0, epoch, 0.25, epoch == 1), clock.instant());
        }
        clock.advance(5);
        state.accept(Events.epoch(0, 0, 1, 1, 0.21, true), clock.instant());
    }
}
