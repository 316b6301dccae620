package io.foldwise.cli.command;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.report.ComparisonReport;
import io.foldwise.cli.run.Patience;
import io.foldwise.engine.prediction.OutputFile;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.report.compare.Comparer;
import io.foldwise.report.compare.Comparison;
import io.foldwise.report.compare.ComparisonPage;
import io.foldwise.report.compare.ComparisonTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foldwise compare}: finished runs beside each other. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Compare finished runs with the first: what differs, which is better and by how much, on which samples.",
        footer = {
            "",
            "A sweep on its own stands for its finished trials, the best one first; a folder results/NAME for its finished runs.",
            "Runs may have other folds: they are compared on the samples that all of them have held out, matched by id.",
            "An interval is a bootstrap's over these samples; where there are none, Student's over folds that are the same in both."
        })
public final class CompareCommand implements Callable<Integer> {

    private static final String PAGE = "compare.html";
    private static final int FEWEST_RESAMPLES = 100;
    private static final int MOST_RESAMPLES = 100_000;

    private final Console console;
    private final Engine engine;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "folders of runs, of a sweep, or of an experiment's runs")
    private List<Path> folders;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            description = "the metric that decides; the first run's primary metric unless given")
    private Optional<String> metric;

    @ArgGroup
    private Form form = new Form();

    @Option(
            names = "--samples",
            paramLabel = "FILE",
            description = "write the scores of every sample in every run, as CSV")
    private Optional<Path> samples;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "where to write the page, which needs nothing but itself; unless given, " + PAGE
                    + " beside the first folder, or none with --json, --csv or --latex")
    private Optional<Path> html;

    private int resamples = 2000;

    /** How it is printed. */
    private static final class Form {
        @Option(names = "--json", description = "print JSON")
        private boolean json;

        @Option(names = "--csv", description = "print a row for each run, comma-separated")
        private boolean csv;

        @Option(names = "--latex", description = "print a table for a paper")
        private boolean latex;

        private boolean forPrograms() {
            return json || csv || latex;
        }
    }

    public CompareCommand(Console console, Engine engine) {
        this.console = console;
        this.engine = engine;
    }

    @Option(
            names = "--resamples",
            paramLabel = "N",
            defaultValue = "2000",
            description = "how many times samples are drawn for an interval (${DEFAULT-VALUE})")
    private void setResamples(int number) {
        if (number < FEWEST_RESAMPLES || number > MOST_RESAMPLES) {
            throw new ParameterException(
                    spec.commandLine(), "--resamples must be from " + FEWEST_RESAMPLES + " to " + MOST_RESAMPLES);
        }
        resamples = number;
    }

    @Override
    public Integer call() throws Exception {
        Optional<OutputFile> table = samples.map(file -> OutputFile.of(file, "--samples"));
        Optional<OutputFile> named = html.map(file -> OutputFile.of(file, "--html"));
        table.ifPresent(file -> named.ifPresent(page -> page.requireNot(file.path(), "is what --samples names")));
        Optional<Path> page = named.map(OutputFile::path).or(this::pageBesideTheFirst);
        Comparer comparer = Patience.during(
                console, "reading runs", () -> new Comparer(folders, engine.loader(), metric, resamples));
        Stream.of(table, named).flatMap(Optional::stream).forEach(file -> file.requireNoData(comparer.dataFiles()));
        Comparison comparison = Patience.during(console, "comparing", comparer::comparison);
        table.ifPresent(file -> WholeFile.write(file.path(), comparer.sampleTable()));
        lines(comparison).forEach(console.results()::println);
        page.ifPresent(file -> {
            WholeFile.write(file, new ComparisonPage(comparison).html());
            console.progress().println("page  " + file);
        });
        return ExitCode.DONE;
    }

    /** Where the page goes unless it is said. A link there, which may be a stranger's, is replaced and not followed. */
    private Optional<Path> pageBesideTheFirst() {
        Path folder = folders.get(0).toAbsolutePath().normalize().getParent();
        if (form.forPrograms() || folder == null || !Files.isWritable(folder)) {
            return Optional.empty();
        }
        return Optional.of(folder.resolve(PAGE)).filter(page -> !Files.isDirectory(page));
    }

    private List<String> lines(Comparison comparison) {
        if (form.json) {
            return List.of(Json.indented(comparison));
        } else if (form.csv) {
            return new ComparisonTable(comparison).csv();
        }
        return form.latex ? new ComparisonTable(comparison).latex() : new ComparisonReport(comparison).lines();
    }
}
