package io.foldwise.cli.command;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.context.RefusedException;
import io.foldwise.cli.run.Patience;
import io.foldwise.engine.export.ExportedRun;
import io.foldwise.engine.network.NativeLibraries;
import io.foldwise.engine.prediction.OutputFile;
import io.foldwise.engine.prediction.OutputFolder;
import io.foldwise.engine.prediction.RunPredictor;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.report.words.Words;
import io.foldwise.spi.prediction.PredictionFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code foldwise predict}: any file of a run's data format, predicted by the run's ensemble. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description =
                "Predict the samples of a file with the ensemble of a finished run, or of a file that `export` wrote.",
        footer = {
            "",
            "The output is in the run's submission format or, if it has none, a table of probabilities;",
            "of masks, an array each, in a file that numpy reads (.npz). With --as it is a folder of files in another form:",
            "`foldwise plugins list` names the prediction-formats there are.",
            "The last line on standard output is the output's path."
        })
public final class PredictCommand implements Callable<Integer> {

    private final Console console;
    private final Engine engine;

    @Mixin
    private PredictorParameter folder;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "samples, in the run's data format; of images a folder, too")
    private Path input;

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "where to write the predictions")
    private Path output;

    @Option(
            names = "--as",
            paramLabel = "FORMAT",
            description =
                    "writes a folder in this form, such as mask-images, or '{ type = mask-images, probabilities = true }'")
    private Optional<String> format;

    public PredictCommand(Console console, Engine engine) {
        this.console = console;
        this.engine = engine;
    }

    @Override
    public Integer call() throws Exception {
        if (!Files.isReadable(input)) {
            throw new RefusedException("there is nothing to read at " + input);
        }
        NativeLibraries.loadMeanwhile();
        if (!ExportedRun.is(folder.path())) {
            return predict(folder.existing());
        }
        if (format.isPresent()) {
            OutputFolder.of(output);
        } else {
            OutputFile.of(output).requireNot(folder.path(), "is the run");
        }
        try (ExportedRun run = ExportedRun.open(folder.path(), output)) {
            return predict(run.folder());
        }
    }

    private int predict(RunFolder run) throws Exception {
        List<String> notices = new ArrayList<>();
        int predicted;
        try {
            predicted = format.isPresent() ? folder(run, format.get(), notices) : file(run, notices);
        } finally {
            notices.forEach(console.progress()::println);
        }
        console.progress().println(Words.count(predicted, "sample") + " predicted");
        console.results().println(output);
        return ExitCode.DONE;
    }

    /** Where it would fail in the end, it is refused at once. */
    private int file(RunFolder run, List<String> notices) throws Exception {
        OutputFile file = OutputFile.of(output);
        RunPredictor predictor = new RunPredictor(run, engine.loader());
        return Patience.during(console, "predicting", () -> predictor.predict(input, file, notices::add));
    }

    private int folder(RunFolder run, String form, List<String> notices) throws Exception {
        OutputFolder files = OutputFolder.of(output);
        RunPredictor predictor = new RunPredictor(run, engine.loader());
        PredictionFormat written = predictor.format("--as", form);
        return Patience.during(console, "predicting", () -> predictor.predict(input, files, written, notices::add));
    }
}
