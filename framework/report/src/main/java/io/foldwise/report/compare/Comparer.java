package io.foldwise.report.compare;

import io.foldwise.engine.config.NearestNames;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.records.DataManifest;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.validation.Scores;
import io.foldwise.engine.validation.Spread;
import io.foldwise.report.compare.Comparison.Compared;
import io.foldwise.report.compare.Comparison.Curve;
import io.foldwise.report.compare.Comparison.Pair;
import io.foldwise.report.compare.Comparison.Row;
import io.foldwise.report.reading.Difference;
import io.foldwise.report.reading.History;
import io.foldwise.report.reading.SampleTable;
import io.foldwise.report.reading.UnitReading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Compares finished runs, whatever their folds: with samples that all have held out, matched by id. */
public final class Comparer {

    private final Scorer scorer;
    private final List<String> remarks = new ArrayList<>();
    private final List<ComparedRun> runs;
    private final Map<String, Boolean> higherIsBetter;
    private final String metric;
    private final Bootstrap bootstrap;
    private final Optional<CommonSamples> samples;
    private final Optional<SampleErrors> errors;

    /**
     * Reads runs, to compare them with the first.
     *
     * @param folders of runs; of one sweep, whose trials are compared; or of experiments, whose finished runs are
     * @param metric that decides; empty for the first run's primary metric
     * @param resamples of the bootstrap
     * @throws RunRefusedException if there are no two finished runs
     */
    public Comparer(List<Path> folders, ExperimentLoader loader, Optional<String> metric, int resamples) {
        this.scorer = new Scorer(loader);
        this.runs = ComparedRuns.find(folders, remarks::add);
        this.bootstrap = new Bootstrap(resamples);
        this.higherIsBetter = scorer.higherIsBetter(first());
        this.metric = metric.orElseGet(
                () -> first().reading().scores().map(Scores::primaryMetric).orElseThrow());
        if (!higherIsBetter.containsKey(this.metric)) {
            List<String> near = NearestNames.to(this.metric, higherIsBetter.keySet());
            throw new RunRefusedException("--metric: " + first().label() + " has no '" + this.metric + "'; it has "
                    + String.join(", ", near.isEmpty() ? higherIsBetter.keySet() : near));
        }
        this.samples = common();
        this.errors = samples.flatMap(common -> Stream.concat(Stream.of(this.metric), first().metrics().stream())
                .filter(higherIsBetter::containsKey)
                .flatMap(name -> SampleErrors.of(common, name, higherIsBetter.get(name)).stream())
                .findFirst());
    }

    private ComparedRun first() {
        return runs.get(0);
    }

    private Optional<CommonSamples> common() {
        List<SampleTable> tables = new ArrayList<>();
        for (ComparedRun run : runs) {
            Optional<SampleTable> table = samples(run);
            if (table.isEmpty()) {
                remarks.add(run.label() + " has no scores of single samples: samples are not compared; "
                        + run.reading().folder().resume("writes them, if an earlier release made the run"));
                return Optional.empty();
            }
            tables.add(table.get());
        }
        CommonSamples common = CommonSamples.of(tables);
        if (common.size() == 0) {
            remarks.add("there is no sample that every run has held out: samples are not compared");
            return Optional.empty();
        }
        for (int run = 0; run < runs.size(); run++) {
            int own = tables.get(run).ids().size();
            if (own > common.size()) {
                remarks.add(runs.get(run).label() + " has held out " + own + " samples, of which " + common.size()
                        + " are those of every run");
            }
        }
        return Optional.of(common);
    }

    private Optional<SampleTable> samples(ComparedRun run) {
        try {
            return scorer.samples(run);
        } catch (StoreException damaged) {
            remarks.add(damaged.getMessage());
            return Optional.empty();
        }
    }

    /** The files that the runs have read, as far as their records tell. */
    public List<Path> dataFiles() {
        return runs.stream()
                .map(run -> run.reading().folder())
                .distinct()
                .flatMap(folder -> DataManifest.read(folder).paths().stream())
                .toList();
    }

    /** The scores of each sample that all runs have held out, by the metric that decides if it says something of one sample. */
    public List<String> sampleTable() {
        return errors.map(table ->
                        table.lines(runs.stream().map(ComparedRun::label).toList()))
                .orElseThrow(() -> new RunRefusedException(
                        "no metric says something of every sample in every run: " + String.join("; ", remarks)));
    }

    /** What comes of it. */
    public Comparison comparison() {
        PairedDifferences paired = new PairedDifferences(runs, samples, scorer, bootstrap, higherIsBetter, metric);
        Map<String, List<Pair>> pairs = new LinkedHashMap<>();
        for (String name : first().metrics()) {
            if (higherIsBetter.containsKey(name)) {
                pairs.put(name, paired.pairs(name));
            }
        }
        List<Difference> differences = differences();
        if (differences.stream().anyMatch(difference -> difference.key().equals("(data)"))) {
            remarks.add("the runs read other data: samples of one id are taken for the same");
        }
        if (runs.size() > 2) {
            remarks.add("intervals are of one comparison each: the more runs, the more of them leave out 0 by chance");
        }
        return new Comparison(
                metric,
                higherIsBetter,
                runs.stream().map(this::compared).toList(),
                differences,
                pairs,
                samples.map(CommonSamples::size).orElse(0),
                errors.map(SampleErrors::metric).orElse(""),
                errors.map(SampleErrors::worst).orElse(List.of()),
                errors.map(SampleErrors::contrasts).orElse(List.of()),
                remarks);
    }

    private Compared compared(ComparedRun run) {
        Map<String, Row> rows = new LinkedHashMap<>();
        boolean reported = run.trial() == run.reading().reported();
        for (String name : run.metrics()) {
            Spread spread = Spread.ofDefined(run.folds(name));
            double pooled = run.reading()
                    .scores()
                    .filter(scores -> reported)
                    .map(scores -> scores.metrics().get(name))
                    .map(Scores.Row::outOfFold)
                    .orElse(Double.NaN);
            rows.put(name, new Row(run.folds(name), spread.mean(), spread.standardDeviation(), pooled));
        }
        return new Compared(
                run.label(),
                run.reading().folder().path(),
                run.reading().sweep().map(sweep -> run.trial()),
                rows,
                curve(run));
    }

    private Curve curve(ComparedRun run) {
        List<History> histories = run.units().stream().map(UnitReading::history).toList();
        return new Curve(
                mean(histories, History::loss),
                mean(histories, history -> history.validation().getOrDefault(metric, List.of())));
    }

    private static List<Double> mean(List<History> histories, Function<History, List<Double>> curve) {
        List<List<Double>> curves = histories.stream().map(curve).toList();
        int longest = curves.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, longest)
                .mapToObj(epoch -> curves.stream()
                        .filter(values -> values.size() > epoch)
                        .mapToDouble(values -> values.get(epoch))
                        .filter(value -> !Double.isNaN(value))
                        .average()
                        .orElse(Double.NaN))
                .toList();
    }

    private List<Difference> differences() {
        List<Map<String, String>> settings =
                runs.stream().map(ComparedRun::configuration).toList();
        List<Map<String, String>> circumstances =
                runs.stream().map(ComparedRun::circumstances).toList();
        return Stream.concat(
                        Difference.between(settings).map(Difference::withoutSecrets), Difference.between(circumstances))
                .toList();
    }
}
