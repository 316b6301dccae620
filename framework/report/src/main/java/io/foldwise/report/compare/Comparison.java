package io.foldwise.report.compare;

import io.foldwise.report.reading.Difference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs beside each other. Runs are known by their place in {@link #runs}, from 0; the first is the one that others are compared with.
 *
 * @param metric what decides
 * @param higherIsBetter of each metric; empty where no run tells
 * @param differences what is not the same in all runs: keys of the experiment, and circumstances in parentheses
 * @param pairs each run and the first, by metric
 * @param samples that every run has held out and scored one by one; 0 where some run has no such scores
 * @param scoredBy the metric by which single samples are told; empty without any
 * @param worst samples, the worst first
 * @param contrasts samples on which a run is better than the first, and the other way round
 * @param remarks what the reader must know
 */
public record Comparison(
        String metric,
        Map<String, Boolean> higherIsBetter,
        List<Compared> runs,
        List<Difference> differences,
        Map<String, List<Pair>> pairs,
        int samples,
        String scoredBy,
        List<ScoredSample> worst,
        List<Contrast> contrasts,
        List<String> remarks) {

    /**
     * One run.
     *
     * @param trial of a sweep
     * @param metrics by name
     */
    public record Compared(String label, Path folder, Optional<Integer> trial, Map<String, Row> metrics, Curve curve) {}

    /**
     * A metric of a run.
     *
     * @param pooled over all out-of-fold predictions; NaN where it is not known
     */
    public record Row(List<Double> folds, double mean, double standardDeviation, double pooled) {}

    /**
     * Learning curves, mean of the folds that came so far; an epoch each.
     *
     * @param loss of training
     * @param metric on validation samples
     */
    public record Curve(List<Double> loss, List<Double> metric) {}

    /**
     * What a run scores less what the first scores, on the same samples or folds.
     *
     * @param low of the interval of 95 %; NaN where there is none
     * @param basis what the interval is of
     * @param folds better, equal and worse; nothing where folds differ
     * @param samples better, equal and worse; nothing where samples are not scored one by one
     */
    public record Pair(
            int run,
            double difference,
            double low,
            double high,
            Basis basis,
            Optional<Count> folds,
            Optional<Count> samples) {

        /** Whether the interval leaves out 0. */
        public boolean clear() {
            return low > 0 || high < 0;
        }
    }

    /** What a difference was computed on. */
    public enum Basis {
        /** Samples that both have held out: a bootstrap's interval. */
        SAMPLES,
        /** Folds that both have: Student's interval, corrected for folds that share training samples. */
        FOLDS,
        /** Nothing in common: the difference of means over folds, with no interval. */
        NONE
    }

    /** How often a run is better than the first, equal to it, and worse. */
    public record Count(int wins, int ties, int losses) {}

    /** A sample and its score in each run. */
    public record ScoredSample(String id, List<Double> scores) {}

    /**
     * Samples on which two runs differ most.
     *
     * @param better samples on which the run is better, by most first
     * @param worse the other way round
     */
    public record Contrast(int run, List<ScoredSample> better, List<ScoredSample> worse) {}
}
