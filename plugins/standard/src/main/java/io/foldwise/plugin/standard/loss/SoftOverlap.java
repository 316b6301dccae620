package io.foldwise.plugin.standard.loss;

import io.foldwise.spi.Logistic;

/**
 * One minus the overlap of predicted and true cells, the mean over sets of cells of
 *
 * <pre>{@code 1 - (a I + smooth) / (S - b I + smooth)}   with I = sum(p t), S = sum(p) + sum(t)</pre>
 */
record SoftOverlap(Over over, double smooth, double a, double b) {

    double evaluate(double[] logits, double[] targets, int rows, int cells, double[] gradient) {
        int sets = over.sets(rows);
        int size = rows * cells / sets;
        double sum = 0;
        for (int set = 0; set < sets; set++) {
            sum += ofSet(logits, targets, set * size, (set + 1) * size, 1.0 / sets, gradient);
        }
        return sum / sets;
    }

    private double ofSet(double[] logits, double[] targets, int from, int to, double share, double[] gradient) {
        double common = 0;
        double total = 0;
        for (int cell = from; cell < to; cell++) {
            double probability = Logistic.sigmoid(logits[cell]);
            common += probability * targets[cell];
            total += probability + targets[cell];
            gradient[cell] = probability;
        }
        double above = a * common + smooth;
        double below = total - b * common + smooth;
        for (int cell = from; cell < to; cell++) {
            double probability = gradient[cell];
            double byProbability = (above * (1 - b * targets[cell]) - a * targets[cell] * below) / (below * below);
            gradient[cell] = share * byProbability * probability * (1 - probability);
        }
        return 1 - above / below;
    }
}
