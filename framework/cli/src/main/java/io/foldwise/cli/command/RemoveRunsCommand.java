package io.foldwise.cli.command;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.context.RefusedException;
import io.foldwise.cli.report.RunTable;
import io.foldwise.engine.records.RunLock;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.report.runs.ListedRun;
import io.foldwise.report.runs.RunList;
import io.foldwise.report.runs.RunRemoval;
import io.foldwise.report.runs.RunSummary;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foldwise runs remove}: takes runs away. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description =
                "Remove runs with all that is in their folders, after a question; never one that a process is at work on.")
public final class RemoveRunsCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "folders of runs, results/NAME/RUN")
    private List<Path> folders;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    public RemoveRunsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Set<Path> different = new HashSet<>();
        for (Path folder : folders) {
            if (!different.add(folder.toAbsolutePath().normalize())) {
                throw new RefusedException(folder + " is named twice");
            }
            if (!RunList.isRun(folder)) {
                throw new RefusedException(folder + " is no folder of a run");
            }
            if (RunLock.held(new RunFolder(folder))) {
                throw new RefusedException("a process is at work on " + folder + ": end it first");
            }
        }
        if (!yes && !agreed()) {
            console.progress().println("nothing is removed");
            return ExitCode.DONE;
        }
        for (Path folder : folders) {
            RunRemoval.remove(folder);
            console.progress().println("removed " + folder);
        }
        return ExitCode.DONE;
    }

    private boolean agreed() {
        java.io.Console terminal = System.console();
        if (terminal == null) {
            throw new RefusedException("there is nobody to ask here: say --yes if "
                    + (folders.size() == 1 ? "this run is" : "these runs are") + " to be removed");
        }
        List<RunSummary> runs =
                folders.stream().map(RunList::read).map(ListedRun::summary).toList();
        new RunTable(runs).lines().forEach(console.progress()::println);
        console.progress().print("Remove " + (runs.size() == 1 ? "it" : "them") + " for good? [y/N] ");
        String answer = terminal.readLine();
        return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
    }
}
