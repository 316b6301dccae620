package io.foldwise.cli.command;

import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.RefusedException;
import io.foldwise.cli.run.RunCompleter;
import io.foldwise.engine.experiment.DataPlace;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.study.SingleStudy;
import io.foldwise.engine.study.Study;
import io.foldwise.engine.sweep.Sweep;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code foldwise resume}: a run that was interrupted, from where it stopped. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description =
                "Go on with a run or sweep that was interrupted: finished folds are kept, damaged ones are trained again.",
        footer = {"", "The last line on standard output is the run's folder."})
public final class ResumeCommand implements Callable<Integer> {

    private final Engine engine;
    private final RunCompleter completer;

    @Mixin
    private RunFolderParameter folder;

    @Mixin
    private DataDirectory data;

    @Mixin
    private ExecutionOptions execution;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "go on with a sweep until there are so many trials, whatever its time limit")
    private Optional<Integer> trials;

    public ResumeCommand(Engine engine, RunCompleter completer) {
        this.engine = engine;
        this.completer = completer;
    }

    @Override
    public Integer call() throws Exception {
        RunFolder run = folder.existing();
        boolean sweep = Files.exists(run.sweep());
        if (trials.isPresent() && !sweep) {
            throw new RefusedException(run.path() + " is no sweep, and has no trials to add to");
        }
        Optional<DataPlace> moved = data.place();
        return completer.resume(run, () -> sweep ? sweep(run, moved) : single(run, moved), execution.choice());
    }

    private Study sweep(RunFolder run, Optional<DataPlace> moved) {
        return Sweep.open(run, engine.loader(), trials, moved);
    }

    private Study single(RunFolder run, Optional<DataPlace> moved) {
        return new SingleStudy(OpenRun.open(run, engine.loader(), moved));
    }
}
