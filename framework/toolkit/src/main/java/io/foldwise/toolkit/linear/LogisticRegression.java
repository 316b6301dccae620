package io.foldwise.toolkit.linear;

import io.foldwise.spi.Logistic;
import java.util.Arrays;

/**
 * Logistic regression for one yes-or-no question: the weights w and the intercept b that make
 * {@code |w|^2 / 2 + c * sum over rows of (ln(1 + exp(z)) - t z)} least, with the logit {@code z = w x + b} and the target
 * t in [0, 1]. The intercept is free.
 *
 * <p>Found by Newton's method, whose steps are solved approximately with conjugate gradients and halved until the
 * objective falls enough (Lin, Weng and Keerthi, <i>Trust region Newton method for large-scale logistic regression</i>,
 * 2008, with a line search in place of the trust region). The objective is convex, so the result does not depend on how
 * it was found: after a handful of steps the gradient's length has shrunk to a 100000th. Neither Deeplearning4j nor
 * Commons Math has a solver for sparse rows.
 */
public final class LogisticRegression {

    private static final int MOST_STEPS = 50;
    private static final int MOST_CONJUGATE_STEPS = 200;
    private static final double TOLERANCE = 1e-5;

    private final SparseRows rows;
    private final double[] targets;
    private final double c;
    private final int width;

    private LogisticRegression(SparseRows rows, double[] targets, double c) {
        this.rows = rows;
        this.targets = targets;
        this.c = c;
        this.width = rows.width();
    }

    /**
     * Fits one label.
     *
     * @param targets of the rows
     * @param c how much the rows count against the wish for small weights
     * @return the weights of the columns and, behind them, the intercept
     */
    public static double[] fit(SparseRows rows, double[] targets, double c) {
        return new LogisticRegression(rows, targets, c).solve();
    }

    private double[] solve() {
        double[] weights = new double[width + 1];
        double positives = Arrays.stream(targets).sum();
        weights[width] = Math.log((positives + 0.5) / (targets.length - positives + 0.5));
        if (positives == 0 || positives == targets.length) {
            return weights; // the best intercept is infinite; this one is about what so many rows can tell
        }
        double[] logits = logits(weights);
        double[] gradient = gradient(weights, logits);
        double objective = objective(weights, logits);
        double enough = TOLERANCE * length(gradient);
        for (int step = 0; step < MOST_STEPS && length(gradient) > enough; step++) {
            double[] direction = newtonDirection(gradient, logits);
            double slope = dot(gradient, direction);
            double[] logitsAlong = logits(direction);
            double size = 1;
            double reached = objectiveAt(weights, logits, direction, logitsAlong, size);
            while (reached > objective + 1e-4 * size * slope && size > 1e-10) {
                size /= 2;
                reached = objectiveAt(weights, logits, direction, logitsAlong, size);
            }
            addTo(weights, direction, size);
            addTo(logits, logitsAlong, size);
            objective = reached;
            gradient = gradient(weights, logits);
        }
        return weights;
    }

    /** Solves {@code H d = -gradient} for the direction d as far as the distance to the solution makes it worthwhile. */
    private double[] newtonDirection(double[] gradient, double[] logits) {
        double[] curvature = new double[logits.length];
        double[] diagonal = new double[width + 1];
        Arrays.fill(diagonal, 0, width, 1);
        for (int row = 0; row < logits.length; row++) {
            double probability = Logistic.sigmoid(logits[row]);
            curvature[row] = c * probability * (1 - probability);
            for (int cell = rows.starts()[row]; cell < rows.starts()[row + 1]; cell++) {
                diagonal[rows.columns()[cell]] += curvature[row] * rows.values()[cell] * rows.values()[cell];
            }
            diagonal[width] += curvature[row];
        }
        double[] direction = new double[width + 1];
        double[] residual = new double[width + 1];
        double[] conjugate = new double[width + 1];
        double product = 0;
        for (int i = 0; i <= width; i++) {
            residual[i] = -gradient[i];
            conjugate[i] = residual[i] / diagonal[i];
            product += residual[i] * conjugate[i];
        }
        double enough = 0.1 * length(gradient);
        for (int step = 0; step < MOST_CONJUGATE_STEPS && length(residual) > enough; step++) {
            double[] curved = timesHessian(conjugate, curvature);
            double size = product / dot(conjugate, curved);
            addTo(direction, conjugate, size);
            addTo(residual, curved, -size);
            double before = product;
            product = 0;
            for (int i = 0; i <= width; i++) {
                product += residual[i] * residual[i] / diagonal[i];
            }
            double keep = product / before;
            for (int i = 0; i <= width; i++) {
                conjugate[i] = residual[i] / diagonal[i] + keep * conjugate[i];
            }
        }
        return direction;
    }

    private double[] timesHessian(double[] vector, double[] curvature) {
        double[] product = vector.clone();
        product[width] = 0;
        for (int row = 0; row < curvature.length; row++) {
            double pull = curvature[row] * (rows.dot(row, vector) + vector[width]);
            rows.addTo(product, row, pull);
            product[width] += pull;
        }
        return product;
    }

    private double[] logits(double[] weights) {
        double[] logits = new double[rows.rows()];
        for (int row = 0; row < logits.length; row++) {
            logits[row] = rows.dot(row, weights) + weights[width];
        }
        return logits;
    }

    private double[] gradient(double[] weights, double[] logits) {
        double[] gradient = weights.clone();
        gradient[width] = 0;
        for (int row = 0; row < logits.length; row++) {
            double pull = c * (Logistic.sigmoid(logits[row]) - targets[row]);
            rows.addTo(gradient, row, pull);
            gradient[width] += pull;
        }
        return gradient;
    }

    private double objective(double[] weights, double[] logits) {
        double loss = 0;
        for (int row = 0; row < logits.length; row++) {
            loss += Logistic.crossEntropy(logits[row], targets[row]);
        }
        double squares = dot(weights, weights) - weights[width] * weights[width];
        return squares / 2 + c * loss;
    }

    private double objectiveAt(double[] weights, double[] logits, double[] direction, double[] along, double size) {
        double[] moved = weights.clone();
        addTo(moved, direction, size);
        double[] movedLogits = logits.clone();
        addTo(movedLogits, along, size);
        return objective(moved, movedLogits);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double length(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    private static void addTo(double[] vector, double[] other, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] += factor * other[i];
        }
    }
}
