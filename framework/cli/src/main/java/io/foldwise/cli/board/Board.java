package io.foldwise.cli.board;

import io.foldwise.cli.Console;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.time.SteadyClock;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Shows a run while it goes on. */
public interface Board extends Consumer<RunEvent>, AutoCloseable {

    /** The board that fits the console. */
    static Board on(Console console, RunPlan plan) {
        InstantSource clock = new SteadyClock();
        return console.terminal()
                ? new LiveBoard(console.progress(), plan, new TerminalSize(clock), clock)
                : new PlainBoard(console.progress(), plan, clock);
    }

    /** Shows nothing any more, whatever happens. */
    @Override
    void close();
}
