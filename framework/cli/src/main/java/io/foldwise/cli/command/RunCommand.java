package io.foldwise.cli.command;

import io.foldwise.cli.context.Engine;
import io.foldwise.cli.run.ExecutionChoice;
import io.foldwise.cli.run.RunCompleter;
import io.foldwise.engine.experiment.LoadedExperiment;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.study.SingleStudy;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foldwise run}: an experiment from its file to the submission. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run an experiment: train its folds, score them, and write the ensemble's submission.",
        footer = {
            "",
            "The last line on standard output is the run's folder. An interrupted run goes on with"
                    + " `foldwise resume FOLDER`."
        })
public final class RunCommand implements Callable<Integer> {

    private final Engine engine;
    private final RunCompleter completer;

    @Parameters(paramLabel = "FILE", description = "the experiment file")
    private Path file;

    @Mixin
    private Overrides overrides;

    @Mixin
    private ExecutionOptions execution;

    @Mixin
    private RemarkOptions remarks;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            defaultValue = "results",
            description = "where run folders are made (${DEFAULT-VALUE})")
    private Path results;

    public RunCommand(Engine engine, RunCompleter completer) {
        this.engine = engine;
        this.completer = completer;
    }

    @Override
    public Integer call() throws Exception {
        LoadedExperiment experiment = engine.loader().load(file, overrides.settings());
        ExecutionChoice choice = execution.choice();
        completer.tell(experiment.notices(), choice);
        choice.requirePossible(experiment.parts().experiment().execution());
        return completer.complete(() -> remarks.of(new SingleStudy(OpenRun.create(experiment, results))), choice);
    }
}
