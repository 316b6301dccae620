package io.foldwise.cli.board;

import io.foldwise.cli.context.Repeating;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.RunEvent.Notice;
import io.foldwise.engine.execution.RunEvent.UnitFailed;
import io.foldwise.engine.execution.RunEvent.UnitFinished;
import io.foldwise.spi.Escapes;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A board that is redrawn in place, four times a second at most. What should stay scrolls past above it. */
final class LiveBoard implements Board {

    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final String TO_SCREEN_END = "\u001b[J";

    private final PrintStream out;
    private final RunState state;
    private final TerminalSize size;
    private final InstantSource clock;
    private final Repeating redrawing;
    private List<String> drawn = List.of();
    private boolean closed;

    LiveBoard(PrintStream out, RunPlan plan, TerminalSize size, InstantSource clock) {
        this.out = out;
        this.size = size;
        this.clock = clock;
        this.state = new RunState(plan, clock.instant());
        this.redrawing = new Repeating("board", Duration.ZERO, PERIOD, this::draw);
    }

    @Override
    public synchronized void accept(RunEvent event) {
        if (closed) {
            return;
        }
        Instant now = clock.instant();
        if (event instanceof UnitFinished || event instanceof UnitFailed || event instanceof Notice) {
            out.print(home() + Escapes.line(EventLine.of(event, state, now)) + "\n");
            drawn = List.of();
        }
        state.accept(event, now);
    }

    synchronized void draw() {
        if (closed) {
            return;
        }
        List<String> lines = BoardView.lines(state, size.columns(), size.rows(), clock.instant());
        StringBuilder text = new StringBuilder(home());
        lines.forEach(line -> text.append(line).append('\n'));
        out.print(text);
        out.flush();
        drawn = lines;
    }

    /** Moves to the board's first line and clears what is below it. */
    private String home() {
        int columns = size.columns(); // of a window that is narrower now, lines take up several rows
        int rows = drawn.stream()
                .mapToInt(line -> Math.max(1, (line.length() + columns - 1) / columns))
                .sum();
        return (rows == 0 ? "\r" : "\r\u001b[" + rows + "A") + TO_SCREEN_END;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            out.print(home());
            out.flush();
        }
        closed = true;
        redrawing.stop();
    }
}
