package io.foldwise.contracts;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.training.Loss;
import java.util.Arrays;

/**
 * The mean over all samples and labels of {@code log(1 + exp(x)) - x * t}, with logit {@code x} and target {@code t}: the
 * loss that contract tests train with.
 */
public final class CrossEntropy implements Loss {

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
        int count = rows * labels;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.max(logits[i], 0) + Math.log1p(Math.exp(-Math.abs(logits[i]))) - logits[i] * targets[i];
            gradient[i] = (1 / (1 + Math.exp(-logits[i])) - targets[i]) / count;
        }
        return sum / count;
    }

    /** The cross-entropy of logits {@code [rows][labels]}. */
    static double of(float[][] logits, float[][] targets) {
        int labels = targets[0].length;
        double[] gradient = new double[targets.length * labels];
        return new CrossEntropy().evaluate(flat(logits), flat(targets), targets.length, labels, gradient);
    }

    /** The cross-entropy of the best constant answer, which gives every label's frequency among the given rows. */
    static double ofBaseRates(Dataset data, int[] rows) {
        float[][] targets = TinyNetwork.targets(data, rows);
        double[] rates = new double[targets[0].length];
        for (float[] row : targets) {
            for (int label = 0; label < rates.length; label++) {
                rates[label] += row[label] / targets.length;
            }
        }
        float[] logits = new float[rates.length];
        for (int label = 0; label < rates.length; label++) {
            double rate = Math.min(Math.max(rates[label], 1e-6), 1 - 1e-6);
            logits[label] = (float) Math.log(rate / (1 - rate));
        }
        float[][] constant = new float[targets.length][];
        Arrays.fill(constant, logits);
        return of(constant, targets);
    }

    private static double[] flat(float[][] matrix) {
        return Arrays.stream(matrix)
                .flatMapToDouble(row -> {
                    double[] copy = new double[row.length];
                    for (int i = 0; i < row.length; i++) {
                        copy[i] = row[i];
                    }
                    return Arrays.stream(copy);
                })
                .toArray();
    }
}
