package io.foldwise.cli.report;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.UnitRecord;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.validation.Scores;
import io.foldwise.report.words.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What came out of a run.
 *
 * @param run the run's folder
 * @param verdict a warning that the model is no better than a guess; empty if it is
 * @param submission the file to hand in; empty if none was asked for
 * @param page that shows all this and more; empty where none is written
 * @param curve how the primary metric went by epochs, as blocks; empty for models without
 */
public record RunReport(
        String experiment,
        Path run,
        Scores scores,
        List<FoldRow> folds,
        EnsembleChoice ensemble,
        Optional<String> verdict,
        Optional<Path> submission,
        Optional<Path> page,
        Optional<String> curve)
        implements Report {

    /** How a fold went. */
    public record FoldRow(
            int fold,
            int epochs,
            int bestEpoch,
            String stopReason,
            long parameters,
            double seconds,
            long peakMemory,
            Map<String, Double> scores) {

        static FoldRow of(int fold, UnitRecord unit) {
            return new FoldRow(
                    fold,
                    unit.epochs(),
                    unit.bestEpoch(),
                    unit.stopReason(),
                    unit.parameters(),
                    unit.seconds(),
                    unit.peakMemory(),
                    unit.scores());
        }
    }

    /**
     * Reads the files of a completed run.
     *
     * @param trial the one whose folds are shown; 0 where there is one
     */
    public static RunReport of(OpenRun run, int trial) {
        RunFolder folder = run.folder();
        List<FoldRow> folds = IntStream.range(0, run.plan().folds().size())
                .mapToObj(fold -> FoldRow.of(fold, folder.unit(trial, fold).unit()))
                .toList();
        Scores scores = Json.read(folder.scores(), Scores.class);
        return new RunReport(
                run.parts().experiment().name(),
                folder.path(),
                scores,
                folds,
                Json.read(folder.ensemble(), EnsembleChoice.class),
                verdict(scores, run.parts().scoring()),
                Optional.of(folder.submission()).filter(Files::exists),
                Optional.of(folder.report()).filter(Files::exists),
                CurveLine.ofFolds(folder, trial, folds.size(), scores.primaryMetric()));
    }

    static Optional<String> verdict(Scores scores, Scoring scoring) {
        String metric = scores.primaryMetric();
        Scores.Row row = scores.metrics().get(metric);
        return Verdict.of(metric, scoring.metrics().get(metric).metric().higherIsBetter(), row);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>(foldTable());
        lines.add("");
        lines.addAll(scoreTable());
        lines.add("");
        lines.add("ensemble    " + EnsembleLine.of(ensemble));
        lines.addAll(ensembleTable());
        if (!scores.test().isEmpty()) {
            lines.addAll(test());
        }
        lines.add("submission  " + submission.map(Path::toString).orElse("none was asked for"));
        refit().ifPresent(file -> lines.add("refit       " + file));
        lines.add("cost        " + cost());
        curve.ifPresent(blocks -> lines.add("curve       " + blocks));
        page.ifPresent(file -> lines.add("page        " + file));
        verdict.ifPresent(warning -> lines.add("verdict     " + warning));
        lines.add(run.toString());
        return lines;
    }

    /** Predictions of the network that was trained on all samples, if there is one. */
    private Optional<Path> refit() {
        return Optional.of(new RunFolder(run).refitSubmission()).filter(Files::exists);
    }

    private List<String> foldTable() {
        List<String> metrics = List.copyOf(scores.metrics().keySet());
        List<String> heads = new ArrayList<>(List.of("fold", "epochs", "best"));
        heads.addAll(metrics);
        heads.addAll(List.of("time", "memory"));
        TextTable table = TextTable.ofNumbers(heads.toArray(String[]::new));
        for (FoldRow fold : folds) {
            List<String> cells = new ArrayList<>(List.of(
                    Integer.toString(fold.fold()),
                    Integer.toString(fold.epochs()),
                    Integer.toString(fold.bestEpoch())));
            metrics.forEach(metric -> cells.add(Words.number(fold.scores().get(metric))));
            cells.add(Words.time(seconds(fold.seconds())));
            cells.add(Words.memory(fold.peakMemory()));
            table.row(cells);
        }
        return table.lines(TextTable.TERMINAL);
    }

    private List<String> scoreTable() {
        List<String> heads = new ArrayList<>(List.of("metric", "out-of-fold, pooled", "mean of folds", "sd"));
        heads.addAll(baselines());
        if (!scores.postProcessed().isEmpty()) {
            heads.add("post-processed, nested");
        }
        TextTable table = TextTable.ofNumbers(heads.toArray(String[]::new));
        scores.metrics().forEach((name, row) -> {
            table.row(scoreRow(name, row));
            row.shown().forEach(detail -> table.row(detailRow(name, row, detail)));
        });
        List<String> lines = new ArrayList<>(table.lines(TextTable.TERMINAL));
        String distorted =
                scores.metrics().keySet().stream().filter(this::readByFolds).collect(Collectors.joining(", "));
        if (!distorted.isEmpty()) {
            lines.add("read the mean of folds of " + distorted + ":");
            lines.add("pooled, it ranks samples of different networks");
        }
        scores.metrics().forEach((name, row) -> lines.addAll(undefined(name, row.folds())));
        return lines;
    }

    private boolean readByFolds(String metric) {
        return distorted(metric)
                && scores.metrics().get(metric).folds().size() > 1
                && !Double.isNaN(scores.metrics().get(metric).mean());
    }

    private static List<String> undefined(String metric, List<Double> folds) {
        long undefined = folds.stream().filter(value -> value.isNaN()).count();
        if (undefined == 0) {
            return List.of();
        }
        boolean all = undefined == folds.size();
        return List.of(
                "%s is not defined on %d of %s:".formatted(metric, undefined, Words.count(folds.size(), "fold")),
                "they hold out too few samples of a kind" + (all ? "" : "; the mean is of the others"));
    }

    /** The names of all constants that anything is compared with. */
    private List<String> baselines() {
        return scores.metrics().values().stream()
                .flatMap(row -> row.baselines().keySet().stream())
                .distinct()
                .toList();
    }

    private List<String> scoreRow(String name, Scores.Row row) {
        List<String> cells = new ArrayList<>(List.of(
                name,
                Words.number(row.outOfFold()),
                Words.number(row.mean()),
                Double.isNaN(row.standardDeviation()) ? "-" : "+- " + Words.number(row.standardDeviation())));
        baselines()
                .forEach(baseline ->
                        cells.add(Optional.ofNullable(row.baselines().get(baseline))
                                .map(score -> Words.number(score.value()))
                                .orElse("-")));
        Optional.ofNullable(scores.postProcessed().get(name))
                .ifPresent(processed -> cells.add(Words.number(processed.outOfFold())));
        return cells;
    }

    /** Of a detail there is what all predictions together give. */
    private List<String> detailRow(String name, Scores.Row row, String detail) {
        List<String> cells = new ArrayList<>(List.of("  " + detail, number(row.details(), detail), "-", "-"));
        baselines()
                .forEach(baseline ->
                        cells.add(Optional.ofNullable(row.baselines().get(baseline))
                                .map(score -> number(score.details(), detail))
                                .orElse("-")));
        Optional.ofNullable(scores.postProcessed().get(name))
                .ifPresent(processed -> cells.add(number(processed.details(), detail)));
        return cells;
    }

    private static String number(Map<String, Double> details, String name) {
        return Optional.ofNullable(details.get(name)).map(Words::number).orElse("-");
    }

    private boolean distorted(String metric) {
        return scores.metrics().get(metric).distortedByPooling();
    }

    /** Each trial of an ensemble alone, and all together; none where it is the reported trial alone. */
    private List<String> ensembleTable() {
        if (scores.ensemble().isEmpty()) {
            return List.of();
        }
        Scores.EnsembleRow last = scores.ensemble().get(scores.ensemble().size() - 1);
        List<String> heads = new ArrayList<>(List.of(""));
        last.outOfFold().keySet().forEach(metric -> heads.add(metric + (distorted(metric) ? ", pooled" : "")));
        last.test().keySet().forEach(metric -> heads.add("test " + metric));
        TextTable table = TextTable.ofNumbers(heads.toArray(String[]::new));
        for (Scores.EnsembleRow row : scores.ensemble()) {
            List<String> cells = new ArrayList<>(List.of(
                    row.trials().size() > 1
                            ? "together"
                            : "trial " + row.trials().get(0)));
            Stream.of(row.outOfFold(), row.test())
                    .flatMap(values -> values.values().stream())
                    .forEach(value -> cells.add(Words.number(value)));
            table.row(cells);
        }
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(table.lines(TextTable.TERMINAL));
        lines.add("");
        return lines;
    }

    /** A metric a line, and what it is beside below where there is no room. */
    private List<String> test() {
        TextTable table = TextTable.withoutHeads();
        boolean first = true;
        for (Map.Entry<String, Scores.TestRow> metric : scores.test().entrySet()) {
            table.row(first ? "test      " : "", test(metric.getKey(), metric.getValue()));
            first = false;
        }
        return table.lines(TextTable.TERMINAL);
    }

    private String test(String metric, Scores.TestRow row) {
        Stream<String> details = scores.metrics().get(metric).shown().stream()
                .map(detail -> detail + " " + number(row.details(), detail));
        Stream<String> baselines = row.baselines().entrySet().stream()
                .map(entry ->
                        entry.getKey() + " " + Words.number(entry.getValue().value()));
        String beside = Stream.concat(details, baselines).collect(Collectors.joining(", "));
        return metric + " " + Words.number(row.value()) + (beside.isEmpty() ? "" : " (" + beside + ")");
    }

    private String cost() {
        String memory = scores.peakMemory() == 0 ? "" : ", at most " + Words.memory(scores.peakMemory()) + " a worker";
        return Words.time(seconds(scores.seconds())) + " of fitting in all" + memory;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
