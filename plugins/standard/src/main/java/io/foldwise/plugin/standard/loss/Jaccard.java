package io.foldwise.plugin.standard.loss;

import io.foldwise.plugin.standard.labels.HeadCheck;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;

/**
 * Soft Jaccard loss: one minus the common part of the predicted and the true set of cells, labels of a row or pixels of a mask; the
 * mean over samples, or of a batch as one set, of
 *
 * <pre>{@code 1 - (sum(p t) + smooth) / (sum(p) + sum(t) - sum(p t) + smooth)}</pre>
 *
 * As with {@link Dice}, the gradient fades where a prediction is certain.
 *
 * <p>Rahman and Wang 2016, "Optimizing Intersection-Over-Union in Deep Neural Networks for Image Segmentation",
 * <a href="https://doi.org/10.1007/978-3-319-50835-1_22">10.1007/978-3-319-50835-1_22</a>.
 */
@Description("Soft Jaccard: one minus intersection over union of predicted and true labels or pixels; best in combo")
public final class Jaccard implements Loss {

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
    public Jaccard(Params params, Head head) {
        HeadCheck.lossOfYesOrNo(head);
        this.overlap = new SoftOverlap(params.over(), params.smooth(), 1, 1);
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
        return overlap.evaluate(logits, targets, rows, labels, gradient);
    }
}
