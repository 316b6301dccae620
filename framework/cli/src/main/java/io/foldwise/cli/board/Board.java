package io.foldwise.cli.board;

import io.foldwise.cli.Console;
import io.foldwise.engine.execution.RunEvent;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Shows a run while it goes on. */
public interface Board extends Consumer<RunEvent>, AutoCloseable {

    /** The board that fits the console. */
    static Board on(Console console, RunPlan plan) {
        return console.terminal()
                ? new LiveBoard(console.screen(), plan, new TerminalSize(), InstantSource.system())
                : new PlainBoard(console.progress(), plan, InstantSource.system());
    }

    /** Shows nothing any more, whatever happens. */
    @Override
    void close();
}
