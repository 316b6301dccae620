package io.foldwise.cli.context;

import io.foldwise.cli.escape.EscapingStream;
import io.foldwise.engine.config.Problem;
import io.foldwise.spi.Escapes;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where the program writes, in UTF-8. Whatever is printed is escaped on its way: names, paths and cells come from files of
 * others, and must not command the user's terminal.
 */
public final class Console {

    private final PrintStream results;
    private final PrintStream progress;
    private final PrintStream screen;
    private final boolean terminal;

    /**
     * @param results standard output
     * @param progress standard error
     * @param terminal whether somebody watches {@code progress} on a terminal that can redraw lines
     */
    public Console(OutputStream results, OutputStream progress, boolean terminal) {
        this.results = stream(new EscapingStream(results));
        this.progress = stream(new EscapingStream(progress));
        this.screen = stream(progress);
        this.terminal = terminal;
    }

    private static PrintStream stream(OutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    /** What was asked for, and nothing else. */
    public PrintStream results() {
        return results;
    }

    /** What happens meanwhile, and what went wrong. */
    public PrintStream progress() {
        return progress;
    }

    public boolean terminal() {
        return terminal;
    }

    /**
     * The same place as {@link #progress()}, and nothing is escaped: for what moves the cursor itself. All text between has to
     * go through {@link Escapes#line}.
     */
    public PrintStream screen() {
        return screen;
    }

    /** Tells what is odd about an experiment and does not keep it from running. */
    public void tell(List<Problem> notices) {
        notices.forEach(notice -> progress.println("notice: " + Escapes.line(notice.toString())));
    }
}
