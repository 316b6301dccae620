package io.foldwise.plugin.volume.loss;

import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Logistic;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Arrays;

/**
 * The loss of a region-proposal network for nodules, of places as {@code anchor-targets} makes them:
 *
 * <pre>{@code 0.5 mean BCE(places with a nodule) + 0.5 mean BCE(hard places without) + mean smooth L1(boxes)}</pre>
 *
 * Hard are the {@code negatives} with the highest logits for each example, chosen over the whole batch. Smooth L1 is the sum over the four
 * numbers of a box. In a batch without any nodule the negative part is all.
 *
 * <p>With {@code errors}, a place that is wrong with confidence weighs {@code 1 + errors m^2}, {@code m = max(0, 2 |p - t| - 1)}, which is
 * for the last stage of a training on hard examples.
 *
 * @see <a href="https://arxiv.org/abs/1711.08324">Liao et al. 2017</a>
 */
@Description("Cross-entropy of places with a nodule and of the hardest without, and smooth L1 of boxes")
public final class NoduleLoss implements Loss {

    private static final double HALF = 0.5;

    private final int negatives;
    private final double errors;

    /** What is hard. */
    public record Params(
            @Description(
                    "How many places without a nodule count for each example, those with the highest logits; 0 for all")
            @Default("2")
            @PositiveOrZero
            int negatives,

            @Description("What a certain and wrong place weighs beyond the 1 of a right one")
            @Default("0")
            @PositiveOrZero
            double errors) {}

    @Inject
    public NoduleLoss(Params params, Nodules nodules) {
        this(params);
    }

    NoduleLoss(Params params) {
        this.negatives = params.negatives();
        this.errors = params.errors();
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int cells, double[] gradient) {
        Arrays.fill(gradient, 0);
        Places places = Places.of(targets);
        int[] hard = negatives == 0
                ? places.nothing()
                : Hardest.of(places.nothing(), logits, Math.multiplyExact(negatives, rows));
        return crossEntropy(places.found(), 1, logits, gradient)
                + crossEntropy(hard, 0, logits, gradient)
                + places.boxes(logits, targets, gradient);
    }

    /** Half of the mean over some places. */
    private double crossEntropy(int[] places, double target, double[] logits, double[] gradient) {
        double sum = 0;
        double share = HALF / Math.max(1, places.length);
        for (int at : places) {
            double probability = Logistic.sigmoid(logits[at]);
            double error = probability - target;
            double excess = Math.max(0, 2 * Math.abs(error) - 1);
            double weight = 1 + errors * excess * excess;
            double slopeOfExcess =
                    excess > 0 ? 2 * Math.signum(error) * probability * Logistic.sigmoid(-logits[at]) : 0;
            double loss = Logistic.crossEntropy(logits[at], target);
            sum += share * weight * loss;
            gradient[at] = share * (weight * error + 2 * errors * excess * slopeOfExcess * loss);
        }
        return sum;
    }
}
