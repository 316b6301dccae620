package io.foldwise.cli.command;

import io.foldwise.cli.Console;
import io.foldwise.cli.Engine;
import io.foldwise.cli.ExitCode;
import io.foldwise.cli.RefusedException;
import io.foldwise.cli.run.Patience;
import io.foldwise.engine.prediction.RunPredictor;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.spi.data.Predictions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code foldwise predict}: any file of a run's data format, predicted by the run's ensemble. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Predict the samples of a file with a finished run's ensemble.",
        footer = {
            "",
            "The output is in the run's submission format or, if it has none, a table of probabilities.",
            "The last line on standard output is the output's path."
        })
public final class PredictCommand implements Callable<Integer> {

    private final Console console;
    private final Engine engine;

    @Mixin
    private RunFolderParameter folder;

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "samples, in the run's data format")
    private Path input;

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "where to write the predictions")
    private Path output;

    public PredictCommand(Console console, Engine engine) {
        this.console = console;
        this.engine = engine;
    }

    @Override
    public Integer call() throws Exception {
        RunFolder run = folder.existing();
        if (!Files.isReadable(input) || Files.isDirectory(input)) {
            throw new RefusedException("there is no file " + input + " to read");
        }
        requireWritable();
        RunPredictor predictor = new RunPredictor(run, engine.loader());
        List<String> notices = new ArrayList<>();
        Predictions predictions;
        try {
            predictions = Patience.during(console, "predicting", () -> predictor.predict(input, output, notices::add));
        } finally {
            notices.forEach(console.progress()::println);
        }
        console.progress().println(predictions.ids().size() + " samples predicted");
        console.results().println(output);
        return ExitCode.DONE;
    }

    /** Where it would fail in the end, when everything has been predicted, it is refused at once. */
    private void requireWritable() {
        if (Files.isDirectory(output)) {
            throw new RefusedException(output + " is a folder: give --output the name of a file");
        }
        Path folder = output.toAbsolutePath().getParent();
        while (!Files.exists(folder)) {
            folder = folder.getParent(); // missing folders are made
        }
        if (!Files.isWritable(folder) || !Files.isDirectory(folder)) {
            throw new RefusedException("nothing can be written in " + folder + ": choose another --output");
        }
    }
}
