package io.foldwise.engine.validation;

import io.foldwise.engine.training.Scoring;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What a model that learned nothing would score: constant predictions, each label's rate among the samples that it was
 * allowed to learn from. Of {@code n} samples whose targets add up to {@code k} the rate is {@code (k + 1) / (n + 2)}
 * (Laplace's rule of succession): a label that was never seen is taken for rare, not for impossible. A certain mistake would
 * cost a log loss whatever its clipping says, and make a baseline that every model beats.
 *
 * @param folds each is predicted by the rates of its own training samples
 */
record BaseRates(Dataset data, List<Fold> folds) {

    BaseRates {
        folds = List.copyOf(folds);
    }

    /** Each label's smoothed rate over the given rows. */
    static float[] of(Dataset data, int[] rows) {
        double[] sums = new double[data.labels().width()];
        for (int row : rows) {
            float[] targets = data.targets(row);
            for (int label = 0; label < sums.length; label++) {
                sums[label] += targets[label];
            }
        }
        float[] rates = new float[sums.length];
        for (int label = 0; label < sums.length; label++) {
            rates[label] = (float) ((sums[label] + 1) / (rows.length + 2));
        }
        return rates;
    }

    /** The same prediction for every sample, {@code [samples][labels]}. */
    static float[][] constants(float[] rates, int samples) {
        float[][] rows = new float[samples][];
        Arrays.fill(rows, rates);
        return rows;
    }

    /**
     * A metric of the constants on the samples that folds hold out: pooled, or the mean of folds where pooling distorts, for
     * a constant ranks no sample of a label, while constants that differ by fold rank the folds. Where cells of several labels
     * are ranked together, constants do rank frequent labels above rare ones, and score more than a half. Where a fold is too small for a value,
     * one constant is scored on all samples.
     */
    double score(Metric metric) {
        if (!metric.distortedByPooling()) {
            OutOfFold constants = new OutOfFold(data);
            folds.forEach(fold -> constants.add(fold, constants(of(data, fold.train()), fold.heldOut().length)));
            return value(metric, constants.rows(), constants.probabilities());
        }
        double mean = Spread.of(folds.stream()
                        .map(fold -> value(metric, fold.heldOut(), of(data, fold.train())))
                        .toList())
                .mean();
        return Double.isNaN(mean) ? value(metric, distinct(Fold::heldOut), of(data, distinct(Fold::train))) : mean;
    }

    private double value(Metric metric, int[] rows, float[] rates) {
        return value(metric, rows, constants(rates, rows.length));
    }

    private double value(Metric metric, int[] rows, float[][] probabilities) {
        return metric.value(data.labels(), Scoring.targets(data, rows), probabilities);
    }

    private int[] distinct(Function<Fold, int[]> part) {
        return folds.stream()
                .map(part)
                .flatMapToInt(Arrays::stream)
                .distinct()
                .sorted()
                .toArray();
    }
}
