package io.foldwise.cli.command;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.run.Patience;
import io.foldwise.engine.blas.CoreTypeChoice;
import io.foldwise.engine.blas.Processor;
import io.foldwise.engine.blas.ProductLibrary;
import io.foldwise.engine.blas.TrialProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code foldwise core-type}: which kernels OpenBLAS should be asked for on this machine. The launcher calls it once per
 * machine; what it prints are values for {@code OPENBLAS_CORETYPE}, or {@code own} for OpenBLAS's own choice, and for
 * {@code FOLDWISE_PRODUCTS}.
 */
@Command(name = "core-type", hidden = true, description = "Choose and check the kernels that OpenBLAS is asked for.")
public final class CoreTypeCommand implements Callable<Integer> {

    private final Console console;
    private final TrialProcess trials;

    @Option(names = "--cpuinfo", paramLabel = "FILE", description = "describes the processor")
    private Path cpuinfo = Processor.CPUINFO;

    @Option(names = "--try", description = "try those of this process, and say how they do")
    private boolean trial;

    /** @param trials tries kernels in processes that run this command */
    public CoreTypeCommand(Console console, TrialProcess trials) {
        this.console = console;
        this.trials = trials;
    }

    /**
     * Tries kernels in processes that run this command.
     *
     * @param program the class with the {@code main} method of all commands
     */
    public static TrialProcess trials(Class<?> program) {
        return new TrialProcess(List.of(program.getName(), "core-type", "--try"));
    }

    @Override
    public Integer call() throws Exception {
        if (trial) {
            TrialProcess.report(console.results()::println);
            return ExitCode.DONE;
        }
        Optional<Processor> processor = Processor.in(cpuinfo);
        if (processor.isEmpty()) { // nothing is known of it: OpenBLAS may know more
            console.results().println("own " + ProductLibrary.OPENBLAS);
            return ExitCode.DONE;
        }
        CoreTypeChoice choice = Patience.during(
                console,
                "trying OpenBLAS's kernels on this processor, once",
                () -> CoreTypeChoice.of(processor.get(), trials));
        choice.rejected().forEach(rejected -> console.progress().println("foldwise: " + rejected));
        if (!choice.right()) {
            console.progress()
                    .println(
                            "foldwise: none of OpenBLAS's kernels passed the check on this machine: trust no results before"
                                    + " `foldwise doctor` finds nothing wrong");
            return ExitCode.FAILED;
        }
        console.results().println(choice.asked().orElse("own") + " " + ProductLibrary.suiting(processor.get()));
        return ExitCode.DONE;
    }
}
