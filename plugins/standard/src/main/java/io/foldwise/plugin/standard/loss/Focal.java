package io.foldwise.plugin.standard.loss;

import io.foldwise.plugin.standard.labels.HeadCheck;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Optional;

/**
 * Focal loss: cross-entropy in which cells that are already right count less, so that many easy negatives do not drown few
 * positives. The mean over all cells of
 *
 * <pre>{@code -a t (1 - p)^gamma log p - b (1 - t) p^gamma log(1 - p)}</pre>
 *
 * with {@code a = alpha} and {@code b = 1 - alpha}, or both 1 where alpha is left out. With gamma 0 and no alpha it is
 * {@link BinaryCrossEntropy}. Its optimum is not a calibrated probability, which a log loss punishes.
 *
 * <p>Lin et al. 2017, "Focal Loss for Dense Object Detection", <a href="https://arxiv.org/abs/1708.02002">1708.02002</a>.
 */
@Description("Focal loss: cross-entropy in which cells that are already right count less")
public final class Focal implements Loss {

    private final double gamma;
    private final double positives;
    private final double negatives;

    /** How strongly to look at errors, and at positives. */
    public record Params(
            @Description("How fast a cell's weight falls as it gets right; 0 is plain cross-entropy")
            @Default("2")
            @PositiveOrZero
            double gamma,

            @Description("Weight of positive cells, while negative ones weigh 1 - alpha; left out, both weigh 1")
            Optional<@DecimalMin("0") @DecimalMax("1") Double> alpha) {}

    @Inject
    public Focal(Params params, Head head) {
        HeadCheck.lossOfYesOrNo(head);
        this.gamma = params.gamma();
        this.positives = params.alpha().orElse(1.0);
        this.negatives = params.alpha().map(alpha -> 1 - alpha).orElse(1.0);
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
        int cells = rows * labels;
        double sum = 0;
        for (int cell = 0; cell < cells; cell++) {
            double logit = logits[cell];
            double positive = positives * targets[cell];
            double negative = negatives * (1 - targets[cell]);
            double slope = 0;
            for (int side = 1;
                    side >= -1;
                    side -= 2) { // a positive cell is a negative one with the sign of its logit turned
                double share = side > 0 ? negative : positive;
                if (share != 0) {
                    double probability = Logistic.sigmoid(side * logit);
                    double penalty = Logistic.softplus(side * logit);
                    double weight = share * Math.pow(probability, gamma);
                    sum += weight * penalty;
                    slope += side * weight * (probability + gamma * Logistic.sigmoid(-side * logit) * penalty);
                }
            }
            gradient[cell] = slope / cells;
        }
        return sum / cells;
    }
}
