package io.foldwise.cli;

import java.io.PrintStream;

/**
 * Where the program writes.
 *
 * @param results standard output: what was asked for, and nothing else
 * @param progress standard error: what happens meanwhile, and what went wrong
 * @param terminal whether somebody watches {@code progress} on a terminal that can redraw lines
 */
public record Console(PrintStream results, PrintStream progress, boolean terminal) {}
