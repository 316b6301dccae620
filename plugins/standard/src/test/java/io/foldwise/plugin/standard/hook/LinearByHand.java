package io.foldwise.plugin.standard.hook;

import io.foldwise.spi.Logistic;

/**
 * What {@link Lesson#LINEAR} computes, by hand: logits and gradient of the mean cross-entropy over all of its samples. Weights
 * are laid out as the network's: a column of the matrix for every label, then the bias.
 */
final class LinearByHand {

    private final float[][] features =
            Lesson.DATA.features(Lesson.rows()).values().toFloatMatrix();
    private final int inputs = features[0].length;
    private final int labels = Lesson.DATA.task().width();

    /** The true targets. */
    double[][] targets() {
        double[][] targets = new double[features.length][labels];
        for (int row = 0; row < targets.length; row++) {
            float[] given = Lesson.DATA.targets(row);
            for (int label = 0; label < labels; label++) {
                targets[row][label] = given[label];
            }
        }
        return targets;
    }

    double[][] probabilities(double[] weights) {
        double[][] probabilities = new double[features.length][labels];
        for (int row = 0; row < features.length; row++) {
            for (int label = 0; label < labels; label++) {
                double logit = weights[inputs * labels + label];
                for (int input = 0; input < inputs; input++) {
                    logit += features[row][input] * weights[label * inputs + input];
                }
                probabilities[row][label] = Logistic.sigmoid(logit);
            }
        }
        return probabilities;
    }

    double[] gradient(double[] weights, double[][] targets) {
        double[] gradient = new double[weights.length];
        double[][] probabilities = probabilities(weights);
        for (int row = 0; row < features.length; row++) {
            for (int label = 0; label < labels; label++) {
                double error = (probabilities[row][label] - targets[row][label]) / (features.length * labels);
                gradient[inputs * labels + label] += error;
                for (int input = 0; input < inputs; input++) {
                    gradient[label * inputs + input] += error * features[row][input];
                }
            }
        }
        return gradient;
    }

    /** Of the mean squared difference between probabilities and targets. */
    double[] squaredGradient(double[] weights, double[][] targets) {
        double[] gradient = new double[weights.length];
        double[][] probabilities = probabilities(weights);
        for (int row = 0; row < features.length; row++) {
            for (int label = 0; label < labels; label++) {
                double probability = probabilities[row][label];
                double error = 2
                        * (probability - targets[row][label])
                        * probability
                        * (1 - probability)
                        / (features.length * labels);
                gradient[inputs * labels + label] += error;
                for (int input = 0; input < inputs; input++) {
                    gradient[label * inputs + input] += error * features[row][input];
                }
            }
        }
        return gradient;
    }

    /** The number of elements of the matrix, which come before the bias. */
    int matrix() {
        return inputs * labels;
    }

    static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** {@code a + factor b}. */
    static double[] sum(double[] a, double factor, double[] b) {
        double[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * b[i];
        }
        return sum;
    }
}
