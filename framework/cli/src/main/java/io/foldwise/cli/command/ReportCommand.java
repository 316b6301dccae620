package io.foldwise.cli.command;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.report.page.BlendPage;
import io.foldwise.report.page.RunPage;
import io.foldwise.report.reading.RunReading;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code foldwise report}: a run as a page. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Write a run's page, report.html in its folder, from what the folder holds: a run or a sweep, finished or not,"
                        + " or what `ensemble` wrote.",
        footer = {
            "",
            "The page is one file that needs no network. `run` and `sweep` write it by themselves, while they go on and at their end; `ensemble` writes one, too.",
            "The last line on standard output is the page's path."
        })
public final class ReportCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private RunFolderParameter folder;

    public ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Optional<RunFolder> together = folder.together();
        RunFolder run = together.orElseGet(folder::existing);
        WholeFile.write(
                run.report(), together.isPresent() ? BlendPage.of(run.path()) : RunPage.of(RunReading.of(run.path())));
        console.results().println(run.report());
        return ExitCode.DONE;
    }
}
