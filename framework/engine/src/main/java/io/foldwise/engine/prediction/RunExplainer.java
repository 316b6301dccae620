package io.foldwise.engine.prediction;

import io.foldwise.engine.experiment.BoundExperiment;
import io.foldwise.engine.experiment.DataPlace;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.prediction.ExplainedSample.ExplainedPart;
import io.foldwise.engine.prediction.HeldOutExplainer.HeldOut;
import io.foldwise.engine.records.RunRecords;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.run.Trials;
import io.foldwise.engine.store.Csv;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.sweep.Selection;
import io.foldwise.engine.training.Scoring;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.prediction.Explanation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Explains the predictions that a finished run got most wrong. */
public final class RunExplainer {

    private final RunFolder run;
    private final ExperimentLoader loader;
    private final ExperimentParts parts;
    private final Trials trials;
    private final int trial;

    /**
     * @throws RunRefusedException if the run has not been completed, is of an earlier release, has heads that are no rows, or its
     *     configuration or data have changed
     * @throws StoreException if a file of the run is damaged
     */
    public RunExplainer(RunFolder run, ExperimentLoader loader) {
        if (!PlainFile.exists(run.ensemble()) || !PlainFile.exists(run.sampleScores())) {
            throw new RunRefusedException(run.path() + " holds no scores of samples: `foldwise resume` completes a run"
                    + " that was interrupted; one of an earlier release has none");
        }
        this.run = run;
        this.loader = loader;
        RunRecords records = RunRecords.of(run);
        DataPlace place = records.place();
        BoundExperiment experiment = records.bound(loader, place);
        records.requireUnchanged(run.resolved());
        records.requireUnchanged(run.sampleScores());
        this.parts = experiment.parts();
        if (!HeldOutExplainer.explains(parts.task())) {
            throw new RunRefusedException("only predictions that are rows of numbers can be explained");
        }
        records.requireSameData(parts);
        this.trials = Trials.of(run, experiment, loader, place);
        this.trial = reported(records);
    }

    /**
     * How to explain.
     *
     * @param name is shown in messages
     * @param text a component's name, or a block with its parameters
     * @throws io.foldwise.engine.config.ConfigException if there is no such way
     */
    public Explanation explanation(String name, String text) {
        return parts.explanation(loader.explanation(name, text));
    }

    /** Explains the worst samples, the worst one first. */
    public List<ExplainedSample> worst(int most, Explanation explanation) {
        Dataset data = parts.reader().train();
        List<HeldOut> worst = worst(most, data);
        Map<String, ExplainedSample> explained =
                new HeldOutExplainer(run, parts, trials, data, trial).explain(worst, explanation);
        return worst.stream().map(sample -> explained.get(sample.id())).toList();
    }

    /** The trial that the run's scores and tables are of: of a sweep, the best one. */
    private int reported(RunRecords records) {
        if (!PlainFile.exists(run.selection())) {
            return 0;
        }
        records.requireUnchanged(run.selection());
        return Json.read(run.selection(), Selection.class).trial();
    }

    /** By the first metric that says something of a single sample. */
    private List<HeldOut> worst(int most, Dataset data) {
        Scoring scoring = parts.scoring();
        Map<String, List<HeldOut>> scored = scored(scoring.metrics().keySet(), data);
        String metric = scoring.metrics().keySet().stream()
                .filter(scored::containsKey)
                .findFirst()
                .orElseThrow(() -> new RunRefusedException(
                        "no metric of this run says anything of a single sample: add one, such as a loss"));
        return scored.get(metric).stream()
                .sorted(Comparator.comparingDouble(sample -> scoring.objective(metric, sample.score())))
                .limit(most)
                .toList();
    }

    /** The samples that metrics say something of, by metric. */
    private Map<String, List<HeldOut>> scored(Set<String> metrics, Dataset data) {
        Set<String> ids = IntStream.range(0, data.size()).mapToObj(data::id).collect(Collectors.toSet());
        Map<String, List<HeldOut>> scored = new HashMap<>();
        List<String> header = new ArrayList<>();
        try {
            Csv.forEach(run.sampleScores(), header::addAll, cells -> {
                int fold = Integer.parseInt(cells.get(1).split(" ")[0]);
                if (!ids.contains(cells.get(0)) || fold < 0) {
                    throw new IllegalArgumentException("no sample that was held out");
                }
                for (int column = 2; column < cells.size(); column++) {
                    if (metrics.contains(header.get(column))
                            && !cells.get(column).isEmpty()) {
                        HeldOut sample = new HeldOut(cells.get(0), fold, Double.parseDouble(cells.get(column)));
                        scored.computeIfAbsent(header.get(column), first -> new ArrayList<>())
                                .add(sample);
                    }
                }
            });
        } catch (StoreException damaged) {
            throw new StoreException(damaged.getMessage() + ": " + run.resume("writes it anew"));
        }
        return scored;
    }

    /**
     * Writes a line for every part of every sample: {@code id,fold,score,part,name}, then each column's weight. Part 0 is the sample
     * as a whole, with its predictions in place of weights.
     *
     * @throws RunRefusedException if the output would take the place of a file of the run
     */
    public void write(OutputFile output, List<ExplainedSample> samples) {
        output.requireOther(run, run.sampleScores(), parts.files());
        List<String> lines = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("id,fold,score,part,name".split(",")));
        header.addAll(HeldOutExplainer.columns(parts.task()));
        lines.add(Csv.line(header));
        for (ExplainedSample sample : samples) {
            lines.add(line(sample, 0, "", sample.predictions()));
            for (int part = 0; part < sample.parts().size(); part++) {
                ExplainedPart explained = sample.parts().get(part);
                lines.add(line(sample, part + 1, explained.name(), explained.weights()));
            }
        }
        WholeFile.write(output.path(), lines);
    }

    private static String line(ExplainedSample sample, int part, String name, float[] numbers) {
        List<String> cells = new ArrayList<>(List.of(
                sample.id(),
                Integer.toString(sample.fold()),
                Double.toString(sample.score()),
                Integer.toString(part),
                name));
        for (float number : numbers) {
            cells.add(Float.toString(number));
        }
        return Csv.line(cells);
    }
}
