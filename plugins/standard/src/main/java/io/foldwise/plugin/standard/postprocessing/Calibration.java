package io.foldwise.plugin.standard.postprocessing;

import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.Tensor;

/** Logits of probabilities, and the fitting of few parameters to them. */
final class Calibration {

    /** Probabilities this close to 0 or 1 are moved inwards before their logit is taken. */
    private static final double CLIP = 1e-7;

    private static final int ROUNDS = 100;
    private static final double SETTLED = 1e-10;

    private Calibration() {}

    static double logit(double probability) {
        double inner = Math.min(1 - CLIP, Math.max(CLIP, probability));
        return Math.log(inner / (1 - inner));
    }

    /**
     * The line {@code a z + b} of logits {@code z} whose logistic function has the least cross-entropy with the targets (Platt 1999),
     * by Newton steps that are halved until the loss falls. A tiny penalty keeps separable data finite.
     *
     * @param targets in [0, 1]
     * @return {@code {a, b}}
     */
    static double[] line(double[] logits, double[] targets) {
        double slope = 1;
        double shift = 0;
        double loss = loss(logits, targets, slope, shift);
        for (int round = 0; round < ROUNDS; round++) {
            double[] step = newton(logits, targets, slope, shift);
            double share = 1;
            double next = loss(logits, targets, slope - step[0], shift - step[1]);
            while (!(next <= loss) && share > SETTLED) {
                share /= 2;
                next = loss(logits, targets, slope - share * step[0], shift - share * step[1]);
            }
            if (!(loss - next > SETTLED * Math.abs(loss))) {
                break;
            }
            slope -= share * step[0];
            shift -= share * step[1];
            loss = next;
        }
        return new double[] {slope, shift};
    }

    private static double loss(double[] logits, double[] targets, double slope, double shift) {
        double sum = penalty(slope, shift);
        for (int i = 0; i < logits.length; i++) {
            sum += Logistic.crossEntropy(slope * logits[i] + shift, targets[i]);
        }
        return sum;
    }

    private static final double PENALTY = 1e-6;

    private static double penalty(double slope, double shift) {
        return PENALTY * ((slope - 1) * (slope - 1) + shift * shift);
    }

    /** The Newton step, by the 2 x 2 Hessian. */
    private static double[] newton(double[] logits, double[] targets, double slope, double shift) {
        double bySlope = 2 * PENALTY * (slope - 1);
        double byShift = 2 * PENALTY * shift;
        double slopeSlope = 2 * PENALTY;
        double slopeShift = 0;
        double shiftShift = 2 * PENALTY;
        for (int i = 0; i < logits.length; i++) {
            double probability = Logistic.sigmoid(slope * logits[i] + shift);
            double error = probability - targets[i];
            double weight = probability * (1 - probability);
            bySlope += error * logits[i];
            byShift += error;
            slopeSlope += weight * logits[i] * logits[i];
            slopeShift += weight * logits[i];
            shiftShift += weight;
        }
        double determinant = slopeSlope * shiftShift - slopeShift * slopeShift;
        return new double[] {
            (shiftShift * bySlope - slopeShift * byShift) / determinant,
            (slopeSlope * byShift - slopeShift * bySlope) / determinant
        };
    }

    /** Every cell's probability moved along its logit. */
    static Tensor moved(Tensor prediction, double[] slopes, double[] shifts) {
        float[] moved = new float[prediction.values().length];
        for (int cell = 0; cell < moved.length; cell++) {
            int column = cell % slopes.length;
            moved[cell] =
                    (float) Logistic.sigmoid(slopes[column] * logit(prediction.values()[cell]) + shifts[column]);
        }
        return prediction.with(moved);
    }
}
