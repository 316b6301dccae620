package io.foldwise.cli.command;

import io.foldwise.cli.run.ExecutionChoice;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a run is carried out and reported; none of it changes results. */
final class ExecutionOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private int workers;

    @Option(names = "--in-process", description = "train in this process, one fold after the other: for debugging")
    private boolean inProcess;

    @Option(
            names = "--json",
            description = "print one JSON document with scores, ensemble and folders, instead of tables and the path")
    private boolean json;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "processes that train at the same time; the default, execution.workers, is as many as cores,"
                    + " memory and folds allow")
    private void setWorkers(int number) {
        if (number < 1) {
            throw new ParameterException(command.commandLine(), "--workers must be at least 1, not " + number);
        }
        workers = number;
    }

    ExecutionChoice choice() {
        return new ExecutionChoice(workers == 0 ? OptionalInt.empty() : OptionalInt.of(workers), inProcess, json);
    }
}
