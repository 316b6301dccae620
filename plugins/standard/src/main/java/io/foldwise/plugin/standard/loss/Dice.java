package io.foldwise.plugin.standard.loss;

import io.foldwise.plugin.standard.labels.HeadCheck;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;

/**
 * Soft Dice loss: one minus the overlap of the predicted and the true set of cells, labels of a row or pixels of a mask; the mean over
 * samples, or of a batch as one set, of
 *
 * <pre>{@code 1 - (2 sum(p t) + smooth) / (sum(p) + sum(t) + smooth)}</pre>
 *
 * A sample without labels is thereby asked for small probabilities, too: one false pixel costs half there with a small {@code
 * smooth}, and next to nothing over a batch. The gradient goes through the sigmoid and fades ({@code p (1 - p)}) where a
 * prediction is certain, be it wrong: use Dice beside a cross-entropy, as a term of {@code combo}, rather than alone.
 *
 * <p>After Milletari et al. 2016, "V-Net", <a href="https://arxiv.org/abs/1606.04797">1606.04797</a>, with plain instead of
 * squared sums in the denominator.
 */
@Description("Soft Dice: one minus the overlap of predicted and true labels or pixels; best as a term of combo")
public final class Dice implements Loss {

    private final SoftOverlap overlap;

    /** What is a set, and how much one without labels is softened. */
    public record Params(
            @Description("Added above and below the fraction; keeps sets without labels defined")
            @Default("1")
            @Positive
            double smooth,

            @Description("What makes up one set: sample (the mean over samples), or batch") @Default("sample")
            Over over) {}

    @Inject
    public Dice(Params params, Head head) {
        HeadCheck.lossOfYesOrNo(head);
        this.overlap = new SoftOverlap(params.over(), params.smooth(), 2, 0);
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
        return overlap.evaluate(logits, targets, rows, labels, gradient);
    }
}
