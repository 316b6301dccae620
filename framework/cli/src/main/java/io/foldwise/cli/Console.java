package io.foldwise.cli;

import io.foldwise.engine.config.Problem;
import java.io.PrintStream;
import java.util.List;

/**
 * Where the program writes.
 *
 * @param results standard output: what was asked for, and nothing else
 * @param progress standard error: what happens meanwhile, and what went wrong
 * @param terminal whether somebody watches {@code progress} on a terminal that can redraw lines
 */
public record Console(PrintStream results, PrintStream progress, boolean terminal) {

    /** Tells what is odd about an experiment and does not keep it from running. */
    public void tell(List<Problem> notices) {
        notices.forEach(notice -> progress.println("notice: " + notice));
    }
}
