package io.foldwise.cli.command;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.context.RefusedException;
import io.foldwise.cli.report.RunTable;
import io.foldwise.engine.config.NearestNames;
import io.foldwise.engine.store.Json;
import io.foldwise.report.runs.Condition;
import io.foldwise.report.runs.ListedRun;
import io.foldwise.report.runs.RunList;
import io.foldwise.report.runs.RunOrder;
import io.foldwise.report.runs.RunSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code foldwise runs}: which runs there are. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description =
                "List the runs in a folder of results: how far each is, what it scored, how long it took, how large it is.",
        footer = {
            "",
            "Keys of --where and --sort are name, run, started, state (running, finished, stopped, damaged), metric,",
            "primary (the primary metric's mean over folds), deviation, folds, trials, seconds, bytes, tag and note;",
            "any metric's name, for its mean over folds; and any key of the experiment, such as model.type."
        })
public final class RunsCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            defaultValue = "results",
            description = "where run folders are (${DEFAULT-VALUE})")
    private Path results;

    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            description =
                    "which runs, such as 'primary < 0.2 and model.type = bilstm'; = != < <= > >= ~ (contains), and, or, not")
    private String where;

    @Option(
            names = "--sort",
            paramLabel = "KEY",
            defaultValue = "started",
            description = "in which order: by ${DEFAULT-VALUE} unless given, the largest last; -KEY turns it round")
    private String sort;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    public RunsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Condition condition = condition();
        List<ListedRun> all = RunList.in(results);
        RunOrder order = RunOrder.parse(sort);
        if (!all.isEmpty()) {
            Set<String> keys = new TreeSet<>();
            all.forEach(run -> keys.addAll(run.keys()));
            condition.keys().forEach(key -> requireKnown("--where", key, keys));
            requireKnown("--sort", order.key(), keys);
        }
        List<RunSummary> found = all.stream()
                .filter(condition::holds)
                .sorted(order)
                .map(ListedRun::summary)
                .toList();
        if (json) {
            console.results().println(Json.indented(found));
        } else if (found.isEmpty()) {
            console.progress()
                    .println(
                            all.isEmpty()
                                    ? "there are no runs in " + results
                                    : "none of " + all.size() + " runs is such");
        } else {
            new RunTable(found).lines().forEach(console.results()::println);
        }
        return ExitCode.DONE;
    }

    private Condition condition() {
        try {
            return where == null ? Condition.always() : Condition.parse(where);
        } catch (IllegalArgumentException wrong) {
            throw new RefusedException("--where: " + wrong.getMessage());
        }
    }

    private static void requireKnown(String option, String key, Set<String> keys) {
        if (!keys.contains(key)) {
            List<String> near = NearestNames.to(key, keys);
            throw new RefusedException(option + ": no run has a '" + key + "'"
                    + (near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?"));
        }
    }
}
