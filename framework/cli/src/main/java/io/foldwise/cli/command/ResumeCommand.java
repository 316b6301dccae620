package io.foldwise.cli.command;

import io.foldwise.cli.Engine;
import io.foldwise.cli.run.RunSession;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.study.OpenRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code foldwise resume}: a run that was interrupted, from where it stopped. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Go on with a run that was interrupted: finished folds are kept, damaged ones are trained again.",
        footer = {"", "The last line on standard output is the run's folder."})
public final class ResumeCommand implements Callable<Integer> {

    private final Engine engine;
    private final RunSession session;

    @Mixin
    private RunFolderParameter folder;

    @Mixin
    private ExecutionOptions execution;

    public ResumeCommand(Engine engine, RunSession session) {
        this.engine = engine;
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        RunFolder run = folder.existing();
        return session.complete(() -> reopen(run), execution.choice());
    }

    private OpenRun reopen(RunFolder folder) {
        OpenRun run = OpenRun.open(folder, engine.loader());
        return run;
    }
}
