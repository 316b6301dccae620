package io.foldwise.plugin.standard.ensemble;

import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BracketingNthOrderBrentSolver;

/** How the loss of a mixture changes when one trial hands some of its weight to another. */
final class Exchange implements UnivariateFunction {

    /** Of the slope, so that what is left to gain is far below what counts as settled. */
    private static final double ACCURACY = 1e-12;

    /** Slopes may be so steep that no weight meets the accuracy. */
    private static final double LEAST_STEP = 1e-15;

    /** Bisection alone would need fewer. */
    private static final int MOST_EVALUATIONS = 1000;

    private final double most;
    private final double[] targets;
    private final double[] giving; // [cells], as receiving
    private final double[] receiving;
    private final double[] positive; // of the mixture as it is, [cells], as negative
    private final double[] negative;
    private final double counted;
    private final double divisor;

    Exchange(ProbabilityMixture mixture, double[] weights, int from, int to) {
        this.most = weights[from];
        this.targets = mixture.targets();
        this.giving = mixture.probabilities()[from];
        this.receiving = mixture.probabilities()[to];
        this.positive = new double[targets.length];
        this.negative = new double[targets.length];
        this.counted = mixture.counted();
        this.divisor = mixture.divisor();
        // Sums of what is never negative keep their leading digits, even next to a certain mistake.
        double[] others = weights.clone();
        others[from] = 0;
        for (int cell = 0; cell < targets.length; cell++) {
            positive[cell] = mixture.positive(others, cell);
            negative[cell] = mixture.negative(others, cell);
        }
    }

    /** The weight to hand over, from 0 to all there is, that makes the loss smallest. The loss is convex in it. */
    double best() {
        if (value(most) <= 0) {
            return most;
        }
        return new BracketingNthOrderBrentSolver(LEAST_STEP, LEAST_STEP, ACCURACY, 5)
                .solve(MOST_EVALUATIONS, this, 0, most);
    }

    /** The slope of the loss where so much has been handed over. */
    @Override
    public double value(double moved) {
        double kept = most - moved;
        double slope = 0;
        for (int cell = 0; cell < targets.length; cell++) {
            double change = receiving[cell] - giving[cell];
            double mixed = positive[cell] + kept * giving[cell] + moved * receiving[cell];
            double rest = negative[cell] + kept * (1 - giving[cell]) + moved * (1 - receiving[cell]);
            slope += change * (counted * (1 - targets[cell]) / rest - targets[cell] / mixed) / divisor;
        }
        return slope;
    }
}
