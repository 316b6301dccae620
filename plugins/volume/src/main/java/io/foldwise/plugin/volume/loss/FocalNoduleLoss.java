package io.foldwise.plugin.volume.loss;

import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Logistic;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Arrays;

/**
 * RetinaNet's loss, of places as {@code anchor-targets { assignment = atss, negatives = 0 }} makes them: the sum over all places of focal
 * loss, divided by how many are to find a nodule, and the mean smooth L1 loss of their boxes. In a batch without any nodule the sum is
 * divided by the number of examples.
 *
 * @see <a href="https://arxiv.org/abs/1708.02002">Lin et al. 2017</a>
 */
@Description("Focal loss of all places, and smooth L1 of boxes, as RetinaNet has them")
public final class FocalNoduleLoss implements Loss {

    private final double gamma;
    private final double alpha;

    /** How strongly to look at errors, and at nodules. */
    public record Params(
            @Description("How fast a place's weight falls as it gets right") @Default("2") @PositiveOrZero
            double gamma,

            @Description("Weight of places with a nodule; those without weigh 1 - alpha")
            @Default("0.25")
            @DecimalMin("0")
            @DecimalMax("1")
            double alpha) {}

    @Inject
    public FocalNoduleLoss(Params params, Nodules nodules) {
        this(params);
    }

    FocalNoduleLoss(Params params) {
        this.gamma = params.gamma();
        this.alpha = params.alpha();
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int cells, double[] gradient) {
        Arrays.fill(gradient, 0);
        Places places = Places.of(targets);
        int found = places.found().length;
        double share = 1.0 / (found == 0 ? rows : found);
        return focal(places.found(), -1, share * alpha, logits, gradient)
                + focal(places.nothing(), 1, share * (1 - alpha), logits, gradient)
                + places.boxes(logits, targets, gradient);
    }

    /** @param side 1 for places without a nodule; -1 for those with one, which are the others with the sign of their logit turned */
    private double focal(int[] places, int side, double share, double[] logits, double[] gradient) {
        double sum = 0;
        for (int at : places) {
            double wrong = Logistic.sigmoid(side * logits[at]);
            double loss = Logistic.softplus(side * logits[at]);
            double weight = share * Math.pow(wrong, gamma);
            sum += weight * loss;
            gradient[at] = side * weight * (wrong + gamma * Logistic.sigmoid(-side * logits[at]) * loss);
        }
        return sum;
    }
}
