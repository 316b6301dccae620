package io.foldwise.spi.data;

import io.foldwise.spi.Logistic;
import java.util.List;

/** Arithmetic on tensors whose cells are probabilities of their own. */
final class Cells {

    /** Probabilities this close to 0 or 1 are moved inwards before their logit is taken. */
    private static final double CLIP = 1e-7;

    private Cells() {}

    /** The weighted mean of probabilities, or the probability of the weighted mean of their logits. */
    static Tensor average(List<Tensor> members, double[] weights, Average of) {
        float[] mean = new float[members.get(0).values().length];
        for (int cell = 0; cell < mean.length; cell++) {
            double sum = 0;
            for (int member = 0; member < weights.length; member++) {
                double probability = members.get(member).values()[cell];
                sum += weights[member] * (of == Average.PROBABILITIES ? probability : logit(probability));
            }
            mean[cell] = (float) (of == Average.PROBABILITIES ? sum : Logistic.sigmoid(sum));
        }
        return members.get(0).with(mean);
    }

    private static double logit(double probability) {
        double inner = clipped(probability);
        return Math.log(inner / (1 - inner));
    }

    /** A probability that has a finite logit. */
    static double clipped(double probability) {
        return Math.min(1 - CLIP, Math.max(CLIP, probability));
    }
}
