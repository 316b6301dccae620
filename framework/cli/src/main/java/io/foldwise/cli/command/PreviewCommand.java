package io.foldwise.cli.command;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.context.RefusedException;
import io.foldwise.cli.preview.ContactSheet;
import io.foldwise.cli.preview.ShownSamples;
import io.foldwise.cli.run.Patience;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.experiment.LoadedExperiment;
import io.foldwise.engine.prediction.OutputFile;
import io.foldwise.engine.run.TrainingPreview;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.training.StageExamples;
import io.foldwise.report.exhibit.ShownRows;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.prediction.Exhibit;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foldwise preview}: samples as a network is trained on them. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description =
                "Draw a few training samples of an experiment, as they are and as its first epochs train on them.",
        footer = {
            "",
            "A row is a sample, its first column as it is; the others are what the first epochs of the first fold",
            "train on. Images, volumes and signals are drawn as on the page of a run: masks are outlined, and of volumes",
            "slices through what is to be found are drawn, where that is circled.",
            "The last line on standard output is the sheet's path.",
            "Exit codes: 0 it was drawn, 2 it cannot be."
        })
public final class PreviewCommand implements Callable<Integer> {

    private static final String PNG = ".png";
    private static final int MOST = 100;

    private final Console console;
    private final Engine engine;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FILE", description = "the experiment file")
    private Path file;

    @Mixin
    private Overrides overrides;

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "where to draw, a .png")
    private Path output;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "6",
            description = "how many samples, half of them with something to find (default: ${DEFAULT-VALUE})")
    private int samples;

    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "5",
            description = "how many epochs (default: ${DEFAULT-VALUE})")
    private int draws;

    @Option(
            names = "--stage",
            paramLabel = "N",
            defaultValue = "1",
            description = "which stage of training (default: ${DEFAULT-VALUE})")
    private int stage;

    public PreviewCommand(Console console, Engine engine) {
        this.console = console;
        this.engine = engine;
    }

    @Override
    public Integer call() throws Exception {
        requireWithin("--samples", samples);
        requireWithin("--draws", draws);
        requireWithin("--stage", stage);
        if (!output.toString().toLowerCase(Locale.ROOT).endsWith(PNG)) {
            throw new RefusedException(output + " is to be an image: let --output end in " + PNG);
        }
        OutputFile.of(output); // where it would fail in the end, it is refused at once
        LoadedExperiment experiment = engine.loader().load(file, overrides.settings());
        console.tell(experiment.notices());
        ExperimentParts parts = experiment.parts();
        parts.reader().input().ifPresent(input -> exhibit(parts, input));
        requireOther(parts.files());
        StageExamples examples =
                Patience.during(console, "reading the data", () -> TrainingPreview.of(parts, stage - 1));
        Exhibit exhibit = exhibit(parts, examples.data().input());
        if (!examples.augmented()) {
            console.progress().println("nothing is augmented in stage " + stage + ": all columns are alike");
        }
        int[] rows = ShownRows.of(examples, samples, new Seed(parts.experiment().seed()));
        BufferedImage sheet =
                Patience.during(console, "drawing", () -> ContactSheet.of(examples, exhibit, rows, draws));
        WholeFile.write(output, partial -> ImageIO.write(sheet, "png", partial.toFile()));
        ShownSamples.lines(examples, exhibit, rows).forEach(console.results()::println);
        console.results().println(output);
        return ExitCode.DONE;
    }

    private void requireWithin(String option, int number) {
        if (number < 1 || number > MOST) {
            throw new ParameterException(
                    command.commandLine(), option + " must be from 1 to " + MOST + ", and is " + number);
        }
    }

    private Exhibit exhibit(ExperimentParts parts, InputShape input) {
        return parts.exhibit(input, engine.loader().exhibits())
                .orElseThrow(() -> new RefusedException(
                        file + " is about " + input + ", which nothing that is installed can draw"));
    }

    private void requireOther(List<Path> data) throws IOException {
        for (Path one : data) {
            if (Files.exists(output) && Files.exists(one) && Files.isSameFile(output, one)) {
                throw new RefusedException(output + " is a data file of the experiment: choose another --output");
            }
        }
    }
}
