package io.foldwise.engine.sample;

import io.foldwise.spi.training.Loss;

/** The mean over all samples and labels of {@code log(1 + exp(x)) - x * t}, with logit {@code x} and target {@code t}. */
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
}
