package io.foldwise.cli.command;

import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.RefusedException;
import io.foldwise.cli.run.ExecutionChoice;
import io.foldwise.cli.run.RunCompleter;
import io.foldwise.engine.experiment.LoadedExperiment;
import io.foldwise.engine.sweep.Sweep;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foldwise sweep}: an experiment's search, from its file to the best trials' submission. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description =
                "Try out what an experiment's search block proposes: train every trial on the folds, rank the trials,"
                        + " and write the submission of the best ones' ensemble.",
        footer = {
            "",
            "The last line on standard output is the sweep's folder. An interrupted sweep goes on with"
                    + " `foldwise resume FOLDER`, a finished one with `foldwise resume FOLDER --trials N`."
        })
public final class SweepCommand implements Callable<Integer> {

    private final Engine engine;
    private final RunCompleter completer;

    @Parameters(paramLabel = "FILE", description = "the experiment file, with a search block")
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

    public SweepCommand(Engine engine, RunCompleter completer) {
        this.engine = engine;
        this.completer = completer;
    }

    @Override
    public Integer call() throws Exception {
        LoadedExperiment experiment = engine.loader().load(file, overrides.settings());
        if (experiment.space().isEmpty()) {
            throw new RefusedException(file + " has no search block: say there what to try out, or use `foldwise run`");
        }
        ExecutionChoice choice = execution.choice();
        completer.tell(experiment.notices(), choice);
        choice.requirePossible(experiment.parts().experiment().execution());
        return completer.complete(() -> remarks.of(Sweep.create(experiment, results, engine.loader())), choice);
    }
}
