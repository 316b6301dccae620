package io.foldwise.cli.command;

import io.foldwise.cli.Console;
import io.foldwise.cli.Engine;
import io.foldwise.cli.ExitCode;
import io.foldwise.cli.report.ExperimentSummary;
import io.foldwise.engine.config.ConfigException;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.DataException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    public CheckCommand(Console console, Engine engine) {
        this.console = console;
        this.engine = engine;
    }

    @Override
    public Integer call() {
        int exitCode = ExitCode.DONE;
        for (Path file : files) {
            try {
                ExperimentSummary summary = ExperimentSummary.of(
                        engine.loader().load(file, overrides.settings()).parts());
                console.results().println("ok  " + file);
                summary.lines().forEach(line -> console.results().println("    " + line));
            } catch (ConfigException | IncompatibleException | DataException wrong) {
                console.progress().println(wrong.getMessage());
                exitCode = ExitCode.REFUSED;
            }
        }
        return exitCode;
    }
}
