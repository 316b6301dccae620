package io.foldwise.cli.command;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.context.RefusedException;
import io.foldwise.cli.report.ShiftSummary;
import io.foldwise.cli.run.Patience;
import io.foldwise.engine.experiment.Experiment;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.experiment.LoadedExperiment;
import io.foldwise.engine.run.RunData;
import io.foldwise.engine.store.Json;
import io.foldwise.report.shift.MeasuredShift;
import io.foldwise.spi.data.Dataset;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foldwise shift}: whether folds of the training samples can speak for the test samples. */
@Command(
        name = "shift",
        mixinStandardHelpOptions = true,
        description =
                "Compare an experiment's training samples with its test samples: can they be told apart, and by what?",
        footer = {
            "",
            "Scores on random folds hold for the test only as far as both are alike.",
            "Exit codes: 0 they were compared, 2 they cannot be."
        })
public final class ShiftCommand implements Callable<Integer> {

    private final Console console;
    private final Engine engine;

    @Parameters(paramLabel = "FILE", description = "the experiment file")
    private Path file;

    @Mixin
    private Overrides overrides;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    public ShiftCommand(Console console, Engine engine) {
        this.console = console;
        this.engine = engine;
    }

    @Override
    public Integer call() throws Exception {
        LoadedExperiment experiment = engine.loader().load(file, overrides.settings());
        console.tell(experiment.notices());
        ExperimentParts parts = experiment.parts();
        ShiftSummary summary = Patience.during(console, "comparing training with test samples", () -> summary(parts));
        if (json) {
            console.results().println(Json.indented(summary));
        } else {
            summary.lines().forEach(console.results()::println);
        }
        return ExitCode.DONE;
    }

    private ShiftSummary summary(ExperimentParts parts) {
        Experiment experiment = parts.experiment();
        RunData data = RunData.read(parts);
        Dataset test = data.test()
                .orElseThrow(() -> new RefusedException(file
                        + " has no test samples to compare with; what its data block can say: `foldwise plugins describe "
                        + experiment.data().type() + "`"));
        MeasuredShift shift = MeasuredShift.of(parts, data, test)
                .orElseThrow(() -> new RefusedException("data of type "
                        + experiment.data().type() + " cannot be compared: its reader does not say how"));
        return ShiftSummary.of(experiment.name(), shift);
    }
}
