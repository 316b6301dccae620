package io.foldwise.cli.run;

import java.util.OptionalInt;

/**
 * What the user said about carrying out a run.
 *
 * @param workers how many worker processes; empty leaves it to the experiment
 * @param inProcess whether to train in this process instead
 * @param json whether a machine reads the results
 */
public record ExecutionChoice(OptionalInt workers, boolean inProcess, boolean json) {}
