package io.foldwise.engine.training;

import io.foldwise.spi.training.Loss;
import java.util.Arrays;
import java.util.List;

/** The weighted sum of several losses of the same logits; of none, 0. */
public record WeightedLoss(List<Term> terms) implements Loss {

    /** One summand. */
    public record Term(double weight, Loss loss) {}

    public WeightedLoss {
        terms = List.copyOf(terms);
    }

    /** The sum; a single loss of weight 1 is given back as it is. */
    public static Loss of(List<Term> terms) {
        return terms.size() == 1 && terms.get(0).weight() == 1 ? terms.get(0).loss() : new WeightedLoss(terms);
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int cells, double[] gradient) {
        double sum = 0;
        double[] own = new double[gradient.length];
        Arrays.fill(gradient, 0);
        for (Term term : terms) {
            sum += term.weight() * term.loss().evaluate(logits, targets, rows, cells, own);
            for (int cell = 0; cell < own.length; cell++) {
                gradient[cell] += term.weight() * own[cell];
            }
        }
        return sum;
    }

    @Override
    public boolean takesOtherShapes() {
        return terms.stream().anyMatch(term -> term.loss().takesOtherShapes());
    }
}
