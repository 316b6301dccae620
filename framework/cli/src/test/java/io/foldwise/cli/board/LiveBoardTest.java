package io.foldwise.cli.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.TestConsole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LiveBoardTest {

    private final SteppedClock clock = new SteppedClock();
    private final TestConsole output = new TestConsole();
    private final LiveBoard board =
            new LiveBoard(output.console().progress(), Events.PLAN, new TerminalSize(clock), clock);

    @AfterEach
    void close() {
        board.close();
    }

    @Test
    void redrawsInPlace() {
        board.accept(Events.started(0, 0));
        board.draw();
        int before = output.progress().length();
        board.draw();
        assertThat(output.progress().substring(before)).startsWith("\r\u001b[3A\u001b[J");
    }

    @Test
    void letsWhatShouldStayScrollPast() {
        board.accept(Events.started(0, 0));
        board.draw();
        board.accept(Events.finished(0, 0));
        int before = output.progress().length();
        board.draw();
        assertThat(output.progress()).contains("trial 0 fold 0 finished");
        assertThat(output.progress().substring(before))
                .as("the next board begins below the line that stays")
                .startsWith("\r\u001b[J");
    }

    @Test
    void leavesNothingBehindWhenClosed() {
        board.accept(Events.started(0, 0));
        board.draw();
        board.close();
        assertThat(output.progress()).endsWith("\r\u001b[3A\u001b[J");
        String before = output.progress();
        board.draw();
        board.accept(Events.finished(0, 0));
        assertThat(output.progress()).isEqualTo(before);
    }
}
