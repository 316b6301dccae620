package io.foldwise.cli.command;

import io.foldwise.cli.board.Progress;
import io.foldwise.cli.run.ExecutionChoice;
import io.foldwise.engine.execution.ExecutionSettings;
import java.util.OptionalInt;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a run is carried out and reported; none of it changes results. */
final class ExecutionOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private OptionalInt workers = OptionalInt.empty();

    @Option(names = "--in-process", description = "train in this process, one fold after the other: for debugging")
    private boolean inProcess;

    @Option(
            names = "--json",
            description = "print one JSON document with scores, ensemble and folders, instead of tables and the path")
    private boolean json;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "processes that train at the same time, instead of execution.workers; 0 is as many as cores,"
                    + " memory and folds allow")
    private void setWorkers(int number) {
        if (number < 0 || number > ExecutionSettings.MOST_WORKERS) {
            throw new ParameterException(
                    command.commandLine(),
                    "--workers must be from 0 to " + ExecutionSettings.MOST_WORKERS + ", not " + number);
        }
        workers = OptionalInt.of(number);
    }

    @ArgGroup
    private Meanwhile meanwhile = new Meanwhile();

    /** What is shown while it goes on. */
    private static final class Meanwhile {
        @Option(names = "--quiet", description = "show no progress; only what fails, and what you should know")
        private boolean quiet;

        @Option(names = "--events", description = "for programs: a line of JSON on standard error for each event")
        private boolean events;
    }

    ExecutionChoice choice() {
        Progress progress = meanwhile.quiet ? Progress.QUIET : meanwhile.events ? Progress.EVENTS : Progress.SHOWN;
        return new ExecutionChoice(workers, inProcess, json, progress);
    }
}
