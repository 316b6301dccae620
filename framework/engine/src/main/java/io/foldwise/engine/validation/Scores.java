package io.foldwise.engine.validation;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.training.Scoring.Measure;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.validation.Metric.Tally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a run scored, its {@code scores.json}.
 *
 * @param primaryMetric the metric that ranks
 * @param metrics every metric on out-of-fold predictions
 * @param test every metric of the ensemble on the test file; empty if that file has no labels
 * @param ensemble of several trials: each of them alone, and last all together; empty for the ensemble of one trial
 * @param postProcessed every metric after post-processing; empty without any
 * @param samples how many samples have an out-of-fold prediction
 * @param seconds the units' wall times added up
 * @param peakMemory of the largest worker, in bytes
 */
public record Scores(
        @JsonAlias("headline") String primaryMetric,
        Map<String, Row> metrics,
        Map<String, TestRow> test,
        List<EnsembleRow> ensemble,
        Map<String, PostProcessed> postProcessed,
        int samples,
        double seconds,
        long peakMemory) {

    /**
     * One metric.
     *
     * @param outOfFold over all out-of-fold predictions pooled
     * @param distortedByPooling whether {@code outOfFold} also measures how far the folds' networks differ in level, as that
     *     of a ranking does; {@code mean} does not, and is the one to read then
     * @param folds on each fold's held-out samples alone; NaN where the metric is not defined on them
     * @param mean of those {@code folds} on which it is defined; NaN if there are none
     * @param standardDeviation of the same folds, of a sample (n - 1); NaN for a single one
     * @param baselines the same metric for constant predictions, by their names: what models that learned nothing score, see
     *     {@link Baselines}; pooled, or the mean of folds where pooling distorts
     * @param details of {@code outOfFold}, such as one per label
     * @param shown those of the {@code details} that are shown wherever the value is
     */
    public record Row(
            double outOfFold,
            boolean distortedByPooling,
            List<Double> folds,
            double mean,
            double standardDeviation,

            @JsonAlias("baseRates") @JsonDeserialize(using = ScoresOfBaselines.class)
            Map<String, Score> baselines,

            Map<String, Double> details,
            List<String> shown) {

        /** Earlier runs name no details that are shown. */
        public Row {
            folds = List.copyOf(folds);
            baselines = Optional.ofNullable(baselines).orElse(Map.of());
            details = Optional.ofNullable(details).orElse(Map.of());
            shown = Optional.ofNullable(shown).orElse(List.of());
        }
    }

    /** What an earlier release may not have written is empty; without the rest these are no scores. */
    public Scores {
        Objects.requireNonNull(primaryMetric);
        metrics.values().forEach(Objects::requireNonNull);
        test = Optional.ofNullable(test).orElse(Map.of());
        ensemble = Optional.ofNullable(ensemble).orElse(List.of());
        postProcessed = Optional.ofNullable(postProcessed).orElse(Map.of());
    }

    /**
     * One metric after post-processing.
     *
     * @param outOfFold over all out-of-fold predictions, those of each fold changed by what was fitted to the others, or the
     *     mean over folds where pooling distorts the metric; NaN where
     *     there is one fold
     * @param test of the ensemble on the test file, by what was fitted to all out-of-fold predictions; NaN without a labelled one
     * @param details of {@code outOfFold}
     * @param testDetails of {@code test}
     */
    public record PostProcessed(
            double outOfFold, double test, Map<String, Double> details, Map<String, Double> testDetails) {

        /** Earlier runs have no details of these. */
        public PostProcessed {
            details = Optional.ofNullable(details).orElse(Map.of());
            testDetails = Optional.ofNullable(testDetails).orElse(Map.of());
        }
    }

    /** One metric on a labelled test file, beside constant predictions learned from all training samples, see {@link Baselines}. */
    public record TestRow(
            double value,
            Map<String, Double> details,

            @JsonAlias("baseRates") @JsonDeserialize(using = ScoresOfBaselines.class)
            Map<String, Score> baselines) {

        /** Earlier runs have no details of these. */
        public TestRow {
            details = Optional.ofNullable(details).orElse(Map.of());
            baselines = Optional.ofNullable(baselines).orElse(Map.of());
        }
    }

    /**
     * How folds of one trial or of several together score, each sample being predicted by folds that held it out.
     *
     * @param outOfFold every metric on the folds that each of the ensemble's trials has a part in; empty if there are none
     * @param test every metric on the test file; empty if that file has no labels
     */
    public record EnsembleRow(List<Integer> trials, Map<String, Double> outOfFold, Map<String, Double> test) {
        public EnsembleRow {
            Objects.requireNonNull(trials);
            Objects.requireNonNull(outOfFold);
            Objects.requireNonNull(test);
        }
    }

    /** Scores one trial's out-of-fold predictions. */
    public static Map<String, Row> rows(
            Dataset data, SplitPlan plan, Scoring scoring, OutOfFold predictions, List<Map<String, Double>> folds) {
        Map<String, Tally> tallies = scoring.tallies(data, predictions.rows(), predictions.predictions());
        Map<String, Map<String, Score>> baselines = new Baselines(data, plan.folds()).scores(scoring);
        Map<String, Row> result = new LinkedHashMap<>();
        scoring.metrics().forEach((name, measure) -> {
            List<Double> values = folds.stream().map(fold -> fold.get(name)).toList();
            Spread spread = Spread.ofDefined(values);
            result.put(
                    name,
                    new Row(
                            tallies.get(name).value(),
                            measure.metric().distortedByPooling(),
                            values,
                            spread.mean(),
                            spread.standardDeviation(),
                            baselines.get(name),
                            tallies.get(name).details(),
                            tallies.get(name).shown()));
        });
        return result;
    }

    /** Scores predictions for a labelled test file. */
    public static Map<String, TestRow> test(Dataset train, Dataset test, Scoring scoring, Predictions predictions) {
        int[] rows = IntStream.range(0, test.size()).toArray();
        int[] known = IntStream.range(0, train.size()).toArray();
        Map<String, Score> values = Score.of(scoring.tallies(test, rows, predictions));
        Map<String, Map<String, Score>> baselines = new LinkedHashMap<>();
        values.keySet().forEach(metric -> baselines.put(metric, new LinkedHashMap<>()));
        for (Head head : scoring.heads()) {
            Map<String, Measure> measures = scoring.of(head);
            Baselines.of(train, known, head)
                    .forEach((name, constant) -> Baselines.scores(test, measures, rows, constant)
                            .forEach((metric, score) -> baselines.get(metric).put(name, score)));
        }
        Map<String, TestRow> result = new LinkedHashMap<>();
        values.forEach((metric, score) ->
                result.put(metric, new TestRow(score.value(), score.details(), baselines.get(metric))));
        return result;
    }
}
