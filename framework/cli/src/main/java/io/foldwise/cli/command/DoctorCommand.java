package io.foldwise.cli.command;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.doctor.Examination;
import io.foldwise.cli.doctor.FactFinder;
import io.foldwise.engine.blas.TrialProcess;
import io.foldwise.engine.store.Json;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code foldwise doctor}: whether this machine is ready, and what would make it faster. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Examine this machine: versions, backend, threads, memory, disk, GPUs; say what to improve.",
        footer = {"", "Exit codes: 0 work is possible, 1 something prevents it."})
public final class DoctorCommand implements Callable<Integer> {

    private final Console console;
    private final TrialProcess trials;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            defaultValue = "results",
            description = "where run folders would be made (${DEFAULT-VALUE})")
    private Path results;

    /** @param trials tries the kernels of OpenBLAS */
    public DoctorCommand(Console console, TrialProcess trials) {
        this.console = console;
        this.trials = trials;
    }

    @Override
    public Integer call() {
        Examination examination = Examination.of(new FactFinder(results, trials).find());
        if (json) {
            console.results().println(Json.indented(examination));
        } else {
            examination.lines().forEach(console.results()::println);
        }
        return examination.preventsWork() ? ExitCode.FAILED : ExitCode.DONE;
    }
}
