package io.foldwise.spi;

/** The logistic function, which makes probabilities of logits, and its logarithms, exact where a prediction is certain. */
public final class Logistic {

    private Logistic() {}

    /** The probability of a logit, {@code 1 / (1 + exp(-z))}; for {@code 1 - sigmoid(z)} take {@code sigmoid(-z)}. */
    public static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** {@code log(1 + exp(z)) = -log(1 - sigmoid(z))}, without overflow. */
    public static double softplus(double logit) {
        return Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
    }

    /** The cross-entropy of one cell, {@code -t log p - (1 - t) log(1 - p)}. */
    public static double crossEntropy(double logit, double target) {
        return softplus(logit) - target * logit;
    }
}
