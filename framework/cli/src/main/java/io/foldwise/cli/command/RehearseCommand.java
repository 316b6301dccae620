package io.foldwise.cli.command;

import io.foldwise.cli.context.ExitCode;
import io.foldwise.engine.prediction.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code foldwise rehearse}: checks and runs a small experiment, exports the run, and predicts with it, all in one process and into
 * nothing. The launcher calls it once per build and has Java keep the classes that were loaded, with which later processes start
 * sooner.
 */
@Command(name = "rehearse", hidden = true, description = "Do on a small scale what users do, and keep nothing of it.")
public final class RehearseCommand implements Callable<Integer> {

    private final ToIntFunction<String[]> program;

    @Parameters(paramLabel = "FILE", description = "the experiment file")
    private Path experiment;

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "samples to predict")
    private Path input;

    /** @param program carries a command out, and gives its exit code */
    public RehearseCommand(ToIntFunction<String[]> program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException {
        try (ScratchFolder scratch = new ScratchFolder(Path.of(System.getProperty("java.io.tmpdir"), "foldwise"))) {
            Path results = scratch.path().resolve("results");
            Path exported = scratch.path().resolve("exported.foldwise");
            int trained = each(List.of(
                    new String[] {"check", experiment.toString()},
                    new String[] {"run", experiment.toString(), "--in-process", "--results", results.toString()}));
            if (trained != ExitCode.DONE) {
                return trained;
            }
            return each(List.of(
                    new String[] {"export", only(only(results)).toString(), "--output", exported.toString()},
                    new String[] {
                        "predict", exported.toString(),
                        "--input", input.toString(),
                        "--output", scratch.path().resolve("predicted.csv").toString()
                    }));
        }
    }

    /** @return the exit code of the first command that fails, or of the last */
    private int each(List<String[]> commands) {
        return commands.stream()
                .mapToInt(program)
                .filter(code -> code != ExitCode.DONE)
                .findFirst()
                .orElse(ExitCode.DONE);
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }
}
