package io.foldwise.cli.command;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.context.RefusedException;
import io.foldwise.cli.report.BlendReport;
import io.foldwise.cli.run.Patience;
import io.foldwise.engine.blend.Blend;
import io.foldwise.engine.blend.RunBlend;
import io.foldwise.engine.prediction.OutputFolder;
import io.foldwise.engine.prediction.ScratchFolder;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.validation.Scores;
import io.foldwise.report.page.BlendPage;
import io.foldwise.spi.ensemble.Ensembler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foldwise ensemble}: finished runs, which predict together. */
@Command(
        name = "ensemble",
        mixinStandardHelpOptions = true,
        description = "Let finished runs on the same samples predict together: their scores, and one submission.",
        footer = {
            "",
            "Runs may have other folds, models, and ways to look at the data: out-of-fold predictions are matched by the",
            "samples' ids. The first run says what is measured, what post-processing is done and what is handed in.",
            "Weights are scored on samples that they were not fitted to: those of each fold by the samples of the others.",
            "The last line on standard output is the output's path."
        })
public final class EnsembleCommand implements Callable<Integer> {

    private static final String EQUALLY = "mean";
    private static final String EQUAL = "{ type = mean, best-trials = %d }";

    private final Console console;
    private final Engine engine;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "folders of finished runs")
    private List<Path> folders;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "the folder to make")
    private Path output;

    @Option(
            names = "--by",
            paramLabel = "ENSEMBLER",
            description =
                    "how runs are weighed: equally by mean (${DEFAULT-VALUE}), weighted, greedy or '{ type = greedy, rounds = 20 }'",
            defaultValue = EQUALLY)
    private String by;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    public EnsembleCommand(Console console, Engine engine) {
        this.console = console;
        this.engine = engine;
    }

    @Override
    public Integer call() throws Exception {
        requireRuns();
        OutputFolder target = OutputFolder.of(output);
        folders.forEach(folder -> target.requireOther(new RunFolder(folder)));
        Blend.Scored scored = Patience.during(console, "blending", () -> blend(target));
        WholeFile.write(new RunFolder(output).report(), BlendPage.of(scored, output));
        if (json) {
            console.results().println(Json.indented(new Document(output, scored.blend(), scored.scores())));
        } else {
            new BlendReport(scored, equally() ? Optional.empty() : Optional.of(by), output)
                    .lines()
                    .forEach(console.results()::println);
            console.results().println(output);
        }
        return ExitCode.DONE;
    }

    /** What a machine reads. */
    private record Document(Path run, Blend blend, Scores scores) {}

    /** As an ensembler of trials, {@code mean} would take the best one alone. */
    private boolean equally() {
        return by.strip().equals(EQUALLY);
    }

    private void requireRuns() {
        Set<Path> different = new LinkedHashSet<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new RefusedException(folder + " is no folder");
            }
            if (!different.add(folder.toAbsolutePath().normalize())) {
                throw new RefusedException(folder + " is named twice");
            }
        }
    }

    private Blend.Scored blend(OutputFolder target) throws Exception {
        RunBlend blend = RunBlend.open(folders, engine.loader());
        String text = equally() ? EQUAL.formatted(folders.size()) : by;
        Ensembler ensembler = blend.ensembler(engine.loader(), "--by", text);
        try (ScratchFolder scratch = new ScratchFolder(target.path())) {
            Path folder = Files.createDirectory(scratch.path().resolve("output"));
            Blend.Scored scored = blend.write(ensembler, by, folder);
            target.take(folder);
            return scored;
        }
    }
}
