package io.foldwise.cli.command;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.report.ExperimentSummary;
import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.experiment.LoadedExperiment;
import io.foldwise.engine.store.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foldwise check}: everything that can be wrong with experiment files, found without reading data. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check experiment files and show what they would do, without reading any data.",
        footer = {"", "Exit codes: 0 all files are right, 2 there are problems."})
public final class CheckCommand implements Callable<Integer> {

    private final Console console;
    private final Engine engine;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "experiment files")
    private List<Path> files;

    @Mixin
    private Overrides overrides;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    public CheckCommand(Console console, Engine engine) {
        this.console = console;
        this.engine = engine;
    }

    /** A file, and what it would do or what is wrong with it. */
    private record Checked(
            Path file, Optional<ExperimentSummary> experiment, List<Problem> problems, List<Problem> notices) {}

    @Override
    public Integer call() {
        List<Checked> all = new ArrayList<>();
        for (Path file : files) {
            Checked checked = check(file);
            if (!json) {
                checked.experiment().ifPresent(experiment -> show(file, experiment));
            }
            all.add(checked);
        }
        if (json) {
            console.results().println(Json.indented(all));
        }
        return all.stream().allMatch(checked -> checked.problems().isEmpty()) ? ExitCode.DONE : ExitCode.REFUSED;
    }

    private Checked check(Path file) {
        try {
            LoadedExperiment experiment = engine.loader().load(file, overrides.settings());
            console.tell(experiment.notices());
            return new Checked(
                    file, Optional.of(ExperimentSummary.of(experiment.parts())), List.of(), experiment.notices());
        } catch (ConfigException wrong) {
            console.progress().println(wrong.getMessage());
            return new Checked(file, Optional.empty(), wrong.problems(), List.of());
        }
    }

    private void show(Path file, ExperimentSummary experiment) {
        console.results().println("ok  " + file);
        experiment.lines().forEach(line -> console.results().println("    " + line));
    }
}
