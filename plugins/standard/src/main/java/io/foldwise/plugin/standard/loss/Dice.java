package io.foldwise.plugin.standard.loss;

import io.foldwise.plugin.standard.labels.HeadCheck;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;

/**
 * Soft Dice loss of multi-label rows: one minus the overlap of a sample's predicted and true label sets, the mean over
 * samples of
 *
 * <pre>{@code 1 - (2 sum(p t) + smooth) / (sum(p) + sum(t) + smooth)}   with sums over the labels of one sample</pre>
 *
 * A sample without labels is thereby asked for small probabilities, too. The gradient goes through the sigmoid and fades
 * ({@code p (1 - p)}) where a prediction is certain, be it wrong: use Dice beside a cross-entropy, as a term of
 * {@code combo}, rather than alone.
 *
 * <p>After Milletari et al. 2016, "V-Net", <a href="https://arxiv.org/abs/1606.04797">1606.04797</a>, with plain instead of
 * squared sums in the denominator.
 */
@Description("Soft Dice: one minus the overlap of a sample's predicted and true label sets; best as a term of combo")
public final class Dice implements Loss {

    private final double smooth;

    /** How much a row without labels is softened. */
    public record Params(
            @Description("Added above and below the fraction; keeps rows without labels defined")
            @Default("1")
            @Positive
            double smooth) {}

    @Inject
    public Dice(Params params, Head head) {
        HeadCheck.lossOfYesOrNo(head);
        this.smooth = params.smooth();
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            int from = row * labels;
            double overlap = smooth;
            double total = smooth;
            for (int cell = from; cell < from + labels; cell++) {
                double probability = Logistic.sigmoid(logits[cell]);
                overlap += 2 * probability * targets[cell];
                total += probability + targets[cell];
            }
            sum += 1 - overlap / total;
            for (int cell = from; cell < from + labels; cell++) {
                double byProbability = (overlap - 2 * targets[cell] * total) / (total * total);
                gradient[cell] =
                        byProbability * Logistic.sigmoid(logits[cell]) * Logistic.sigmoid(-logits[cell]) / rows;
            }
        }
        return sum / rows;
    }
}
