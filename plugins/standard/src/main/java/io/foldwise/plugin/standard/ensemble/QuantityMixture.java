package io.foldwise.plugin.standard.ensemble;

import io.foldwise.spi.data.Quantities;

/**
 * The mean squared error of mixed quantities, each in units of its own deviation from its mean, so that it does not matter which
 * unit a quantity is given in.
 *
 * @param targets {@code [cells]}, divided by their column's deviation
 * @param predictions {@code [trials][cells]}, divided alike
 */
record QuantityMixture(double[] targets, double[][] predictions) implements Mixture {

    static QuantityMixture of(Quantities quantities, TrialPredictions predictions) {
        double[] deviations = deviations(predictions.targets(), quantities.width());
        double[] targets = divided(predictions.targets(), deviations);
        double[][] ofTrials = new double[predictions.predictions().length][];
        for (int trial = 0; trial < ofTrials.length; trial++) {
            ofTrials[trial] = divided(predictions.predictions()[trial], deviations);
        }
        return new QuantityMixture(targets, ofTrials);
    }

    /** Of each column; 1 for one that is constant. */
    private static double[] deviations(double[] cells, int width) {
        double[] deviations = new double[width];
        int samples = cells.length / width;
        for (int column = 0; column < width; column++) {
            double mean = 0;
            for (int cell = column; cell < cells.length; cell += width) {
                mean += cells[cell] / samples;
            }
            double variance = 0;
            for (int cell = column; cell < cells.length; cell += width) {
                variance += (cells[cell] - mean) * (cells[cell] - mean) / samples;
            }
            deviations[column] = variance == 0 ? 1 : Math.sqrt(variance);
        }
        return deviations;
    }

    private static double[] divided(double[] cells, double[] deviations) {
        double[] divided = cells.clone();
        for (int cell = 0; cell < cells.length; cell++) {
            divided[cell] /= deviations[cell % deviations.length];
        }
        return divided;
    }

    @Override
    public double loss(double[] weights) {
        double sum = 0;
        for (int cell = 0; cell < targets.length; cell++) {
            double error = error(weights, cell);
            sum += error * error;
        }
        return sum / targets.length;
    }

    @Override
    public double[] gains(double[] weights) {
        double[] gains = new double[weights.length];
        for (int cell = 0; cell < targets.length; cell++) {
            double error = error(weights, cell);
            for (int trial = 0; trial < weights.length; trial++) {
                gains[trial] -= 2 * error * predictions[trial][cell] / targets.length;
            }
        }
        return gains;
    }

    /** Along the line the loss is a parabola, whose lowest point is known. */
    @Override
    public double best(double[] weights, int from, int to) {
        double slope = 0;
        double curvature = 0;
        for (int cell = 0; cell < targets.length; cell++) {
            double change = predictions[to][cell] - predictions[from][cell];
            slope += error(weights, cell) * change;
            curvature += change * change;
        }
        return curvature == 0 ? 0 : Math.max(0, Math.min(weights[from], -slope / curvature));
    }

    private double error(double[] weights, int cell) {
        double mixed = 0;
        for (int trial = 0; trial < weights.length; trial++) {
            mixed += weights[trial] * predictions[trial][cell];
        }
        return mixed - targets[cell];
    }
}
