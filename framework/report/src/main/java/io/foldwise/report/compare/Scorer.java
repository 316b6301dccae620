package io.foldwise.report.compare;

import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.records.RunRecords;
import io.foldwise.engine.store.KeptPredictions;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.store.TaskRecord;
import io.foldwise.engine.training.Scoring;
import io.foldwise.report.reading.HeadTable;
import io.foldwise.report.reading.RunReading;
import io.foldwise.report.reading.SampleTable;
import io.foldwise.report.reading.UnitReading;
import io.foldwise.spi.data.Average;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric.Tally;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Scores what runs predicted by the metrics of their experiments, where folders do not hold the scores: trials of a sweep sample by
 * sample, and rankings on samples that were drawn. Needs the plugins and no data: the truth is in the run's folder.
 */
final class Scorer {

    private final ExperimentLoader loader;
    private final Map<Path, Experiment> experiments = new HashMap<>();

    Scorer(ExperimentLoader loader) {
        this.loader = loader;
    }

    /** What is asked, and how it is measured. */
    private record Experiment(Task task, Scoring scoring) {}

    /** What a run predicted with one head for samples, and what is true: {@code [samples][columns]}. */
    private record Answers(List<String> ids, int[] folds, float[][] truth, float[][] predictions) {}

    private Experiment experiment(RunReading run) {
        return experiments.computeIfAbsent(run.folder().path(), path -> {
            RunRecords records = RunRecords.of(run.folder());
            ExperimentParts parts = records.bound(loader, records.place()).parts();
            return new Experiment(parts.task(), parts.scoring());
        });
    }

    /** Whether larger values are better, by metric. */
    Map<String, Boolean> higherIsBetter(ComparedRun run) {
        Map<String, Boolean> higher = new LinkedHashMap<>();
        Optional<TaskRecord> task = run.reading().task();
        if (task.isPresent()) {
            task.get().metrics().forEach(measured -> higher.put(measured.name(), measured.higherIsBetter()));
        } else {
            experiment(run.reading())
                    .scoring()
                    .metrics()
                    .forEach(
                            (name, measure) -> higher.put(name, measure.metric().higherIsBetter()));
        }
        return higher;
    }

    /** Every metric on each held-out sample alone; empty where the folder does not hold what it takes. */
    Optional<SampleTable> samples(ComparedRun run) {
        if (run.trial() == run.reading().reported()) {
            return run.reading().sampleScores();
        }
        Experiment experiment = experiment(run.reading());
        Map<String, double[]> metrics = new LinkedHashMap<>();
        Optional<Answers> last = Optional.empty();
        for (Head head : experiment.scoring().heads()) {
            Optional<Answers> answers = answers(run, head);
            if (answers.isEmpty()) {
                return Optional.empty();
            }
            experiment.scoring().of(head).forEach((name, measure) -> {
                double[] values = new double[answers.get().ids().size()];
                for (int sample = 0; sample < values.length; sample++) {
                    Tally tally = measure.metric().tally(head);
                    add(tally, answers.get(), sample);
                    values[sample] = tally.value();
                }
                metrics.put(name, values);
            });
            last = answers;
        }
        return last.map(answers -> new SampleTable(answers.ids(), answers.folds(), metrics));
    }

    private static void add(Tally tally, Answers answers, int sample) {
        tally.add(Tensor.row(answers.truth()[sample]), Tensor.row(answers.predictions()[sample]));
    }

    /**
     * A metric of a run on drawn samples: of all together, or the mean over the run's folds of those in each where pooling distorts it.
     * Empty where the folder does not hold what it takes.
     *
     * @param common samples, whose places are drawn
     */
    Optional<ToDoubleFunction<int[]>> onDrawn(ComparedRun run, String metric, CommonSamples common) {
        Experiment experiment = experiment(run.reading());
        Scoring.Measure measure = experiment.scoring().metrics().get(metric);
        return measure == null
                ? Optional.empty()
                : answers(run, measure.head()).map(answers -> {
                    Map<String, Integer> places = new HashMap<>();
                    for (int place = 0; place < answers.ids().size(); place++) {
                        places.put(answers.ids().get(place), place);
                    }
                    int[] of = common.ids().stream().mapToInt(places::get).toArray();
                    return drawn -> measure.metric().distortedByPooling()
                            ? meanOfFolds(measure, answers, of, drawn)
                            : pooled(measure, answers, of, drawn);
                });
    }

    private static double pooled(Scoring.Measure measure, Answers answers, int[] places, int[] drawn) {
        Tally tally = measure.metric().tally(measure.head());
        for (int sample : drawn) {
            add(tally, answers, places[sample]);
        }
        return tally.value();
    }

    private static double meanOfFolds(Scoring.Measure measure, Answers answers, int[] places, int[] drawn) {
        Map<Integer, Tally> tallies = new TreeMap<>();
        for (int sample : drawn) {
            int fold = answers.folds()[places[sample]];
            add(
                    tallies.computeIfAbsent(fold, first -> measure.metric().tally(measure.head())),
                    answers,
                    places[sample]);
        }
        OptionalDouble mean = tallies.values().stream()
                .mapToDouble(Tally::value)
                .filter(value -> !Double.isNaN(value))
                .average();
        return mean.orElse(Double.NaN);
    }

    private Optional<Answers> answers(ComparedRun run, Head head) {
        Optional<HeadTable> reported = run.reading().task().stream()
                .flatMap(task -> task.heads().stream())
                .filter(asked -> asked.name().equals(head.name()))
                .findFirst()
                .flatMap(run.reading()::table);
        return run.trial() == run.reading().reported()
                ? reported.map(table -> new Answers(table.ids(), table.folds(), table.truth(), table.predictions()))
                : reported.flatMap(table -> ofTrial(run, head, table));
    }

    /** The truth is that of the trial that the sweep's folder is of: its folds are those of every trial. */
    private Optional<Answers> ofTrial(ComparedRun run, Head head, HeadTable reported) {
        Task task = experiment(run.reading()).task();
        List<KeptPredictions> folds = run.units().stream()
                .map(UnitReading::fold)
                .map(fold -> run.reading()
                        .folder()
                        .unit(run.trial(), fold)
                        .predictions(PredictionStore.OUT_OF_FOLD, task)
                        .file(head))
                .map(KeptPredictions::of)
                .toList();
        float[][] predictions = new float[reported.samples()][];
        for (int sample = 0; sample < predictions.length; sample++) {
            String id = reported.ids().get(sample);
            List<Tensor> found =
                    folds.stream().flatMap(fold -> fold.of(id).stream()).toList();
            if (found.isEmpty()) {
                return Optional.empty();
            }
            predictions[sample] = mean(head, found).values();
        }
        return Optional.of(new Answers(reported.ids(), reported.folds(), reported.truth(), predictions));
    }

    private static Tensor mean(Head head, List<Tensor> found) {
        double[] equal = new double[found.size()];
        Arrays.fill(equal, 1.0 / equal.length);
        return found.size() == 1 ? found.get(0) : head.average(found, equal, Average.PROBABILITIES);
    }
}
