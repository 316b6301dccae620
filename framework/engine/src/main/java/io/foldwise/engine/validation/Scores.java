package io.foldwise.engine.validation;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.foldwise.engine.training.Scoring;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.validation.Metric.Tally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * @param folds on each fold's held-out samples alone
     * @param mean of {@code folds}
     * @param standardDeviation of {@code folds}, of a sample (n - 1); NaN for a single fold
     * @param baseRates the same metric for constant predictions: what a model that learned nothing scores, see
     *     {@link BaseRates}; pooled, or the mean of folds where pooling distorts
     * @param details of {@code outOfFold}, such as one per label
     */
    public record Row(
            double outOfFold,
            boolean distortedByPooling,
            List<Double> folds,
            double mean,
            double standardDeviation,
            double baseRates,
            Map<String, Double> details) {}

    /** Runs that are older than post-processing have none. */
    public Scores {
        postProcessed = Optional.ofNullable(postProcessed).orElse(Map.of());
    }

    /**
     * One metric after post-processing.
     *
     * @param outOfFold over all out-of-fold predictions, those of each fold changed by what was fitted to the others, or the
     *     mean over folds where pooling distorts the metric; NaN where
     *     there is one fold
     * @param test of the ensemble on the test file, by what was fitted to all out-of-fold predictions; NaN without a labelled one
     */
    public record PostProcessed(double outOfFold, double test) {}

    /** One metric on a labelled test file, beside constant predictions at all training samples' {@link BaseRates}. */
    public record TestRow(double value, double baseRates) {}

    /**
     * How folds of some trials score together, each sample being predicted by folds that held it out.
     *
     * @param outOfFold every metric on the folds that each of the ensemble's trials has a part in; empty if there are none
     * @param test every metric on the test file; empty if that file has no labels
     */
    public record EnsembleRow(List<Integer> trials, Map<String, Double> outOfFold, Map<String, Double> test) {}

    /** Scores one trial's out-of-fold predictions. */
    public static Map<String, Row> rows(
            Dataset data, SplitPlan plan, Scoring scoring, OutOfFold predictions, List<Map<String, Double>> folds) {
        Map<String, Tally> tallies = scoring.tallies(data, predictions.rows(), predictions.predictions());
        BaseRates baseRates = new BaseRates(data, plan.folds());
        Map<String, Row> result = new LinkedHashMap<>();
        scoring.metrics().forEach((name, measure) -> {
            List<Double> values = folds.stream().map(fold -> fold.get(name)).toList();
            Spread spread = Spread.of(values);
            result.put(
                    name,
                    new Row(
                            tallies.get(name).value(),
                            measure.metric().distortedByPooling(),
                            values,
                            spread.mean(),
                            spread.standardDeviation(),
                            baseRates.score(measure),
                            tallies.get(name).details()));
        });
        return result;
    }

    /** Scores predictions for a labelled test file. */
    public static Map<String, TestRow> test(Dataset train, Dataset test, Scoring scoring, Predictions predictions) {
        int[] rows = IntStream.range(0, test.size()).toArray();
        int[] known = IntStream.range(0, train.size()).toArray();
        Map<String, Double> values = scoring.values(test, rows, predictions);
        Map<String, TestRow> result = new LinkedHashMap<>();
        scoring.metrics()
                .forEach((name, measure) -> result.put(
                        name,
                        new TestRow(
                                values.get(name),
                                BaseRates.of(train, known, measure.head())
                                        .map(constant -> BaseRates.value(test, measure, rows, constant))
                                        .orElse(Double.NaN))));
        return result;
    }
}
