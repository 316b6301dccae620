package io.foldwise.plugin.standard.hook;

import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.training.Loss;

/**
 * The mean squared difference between predictions, {@code mean over samples and cells of (p(z) - t)^2}: of what logits stand for,
 * {@code p} the softmax of {@link Classes}, the logits themselves of {@link Quantities}, and the logistic function of all others.
 *
 * @param head whose predictions are compared
 */
record PredictionDifference(Head head) implements Loss {

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int cells, double[] gradient) {
        double sum = 0;
        double[] predicted = new double[cells];
        for (int row = 0; row < rows; row++) {
            int from = row * cells;
            predict(logits, from, predicted);
            for (int cell = 0; cell < cells; cell++) {
                double difference = predicted[cell] - targets[from + cell];
                sum += difference * difference;
                gradient[from + cell] = 2 * difference / ((double) rows * cells);
            }
            throughPrediction(predicted, gradient, from);
        }
        return sum / ((double) rows * cells);
    }

    private void predict(double[] logits, int from, double[] predicted) {
        if (head instanceof Classes) {
            softmax(logits, from, predicted);
            return;
        }
        for (int cell = 0; cell < predicted.length; cell++) {
            double logit = logits[from + cell];
            predicted[cell] = head instanceof Quantities ? logit : Logistic.sigmoid(logit);
        }
    }

    private static void softmax(double[] logits, int from, double[] predicted) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int cell = 0; cell < predicted.length; cell++) {
            largest = Math.max(largest, logits[from + cell]);
        }
        double sum = 0;
        for (int cell = 0; cell < predicted.length; cell++) {
            predicted[cell] = Math.exp(logits[from + cell] - largest);
            sum += predicted[cell];
        }
        for (int cell = 0; cell < predicted.length; cell++) {
            predicted[cell] /= sum;
        }
    }

    /** From the derivative by predictions to that by logits. */
    private void throughPrediction(double[] predicted, double[] gradient, int from) {
        if (head instanceof Quantities) {
            return;
        }
        double mean = 0;
        for (int cell = 0; cell < predicted.length && head instanceof Classes; cell++) {
            mean += predicted[cell] * gradient[from + cell];
        }
        for (int cell = 0; cell < predicted.length; cell++) {
            gradient[from + cell] = head instanceof Classes
                    ? predicted[cell] * (gradient[from + cell] - mean)
                    : gradient[from + cell] * predicted[cell] * (1 - predicted[cell]);
        }
    }
}
