package io.foldwise.cli.command;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.report.ExplanationReport;
import io.foldwise.cli.run.Patience;
import io.foldwise.engine.prediction.ExplainedSample;
import io.foldwise.engine.prediction.OutputFile;
import io.foldwise.engine.prediction.RunExplainer;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.spi.prediction.Explanation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code foldwise explain}: what a run's worst predictions rest on. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Say which parts of a sample a prediction rests on, for the samples that a finished run got most wrong.",
        footer = {
            "",
            "A part's weight is the prediction, less the one without that part, by the model that held the sample out.",
            "`foldwise plugins list` names the explanations there are. The data must be where it was when the run was made."
        })
public final class ExplainCommand implements Callable<Integer> {

    private static final int MOST_SAMPLES = 1000;

    private final Console console;
    private final Engine engine;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunFolderParameter folder;

    @Option(
            names = "--by",
            required = true,
            paramLabel = "NAME",
            description = "what parts are, such as tokens, or '{ type = tokens, window = 3 }'")
    private String by;

    private int worst = 10;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "write the weights of all parts in all columns, as CSV")
    private Optional<Path> output;

    public ExplainCommand(Console console, Engine engine) {
        this.console = console;
        this.engine = engine;
    }

    @Option(
            names = "--worst",
            paramLabel = "N",
            defaultValue = "10",
            description = "how many samples are explained (${DEFAULT-VALUE})")
    private void setWorst(int number) {
        if (number < 1 || number > MOST_SAMPLES) {
            throw new ParameterException(spec.commandLine(), "--worst must be from 1 to " + MOST_SAMPLES);
        }
        worst = number;
    }

    @Override
    public Integer call() throws Exception {
        RunFolder run = folder.existing();
        Optional<OutputFile> table = output.map(OutputFile::of);
        RunExplainer explainer =
                Patience.during(console, "reading the run", () -> new RunExplainer(run, engine.loader()));
        Explanation explanation = explainer.explanation("--by", by);
        List<ExplainedSample> samples =
                Patience.during(console, "explaining", () -> explainer.worst(worst, explanation));
        table.ifPresent(file -> explainer.write(file, samples));
        new ExplanationReport(samples).lines().forEach(console.results()::println);
        return ExitCode.DONE;
    }
}
