package io.foldwise.plugin.standard.loss;

import io.foldwise.plugin.standard.labels.HeadCheck;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/**
 * Another loss, given targets a little less certain than they are: {@code t' = (1 - epsilon) t + epsilon / 2}. Keeps a
 * network from growing its logits without end, and from learning mislabelled samples by heart.
 *
 * <p>Szegedy et al. 2016, "Rethinking the Inception Architecture for Computer Vision", section 7,
 * <a href="https://arxiv.org/abs/1512.00567">1512.00567</a>, here for two classes per label.
 */
@Description("Another loss, given targets a little less certain than they are")
public final class LabelSmoothing implements Loss {

    private final Loss of;
    private final double epsilon;

    /** What to smooth, and how much. */
    public record Params(
            @Description("The loss that sees the smoothed targets") @Default("{ type = bce }")
            Spec<Loss> of,

            @Description("0 leaves targets alone; 0.1 turns 0 and 1 into 0.05 and 0.95")
            @Default("0.1")
            @DecimalMin("0")
            @DecimalMax(value = "1", inclusive = false)
            double epsilon) {}

    @Inject
    public LabelSmoothing(Params params, Assembler assembler, Head head) {
        HeadCheck.yesOrNo(head, "cross-entropy, which has a smoothing of its own", "mse or huber");
        this.of = assembler.build(params.of());
        this.epsilon = params.epsilon();
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
        double[] smoothed = new double[rows * labels];
        for (int cell = 0; cell < smoothed.length; cell++) {
            smoothed[cell] = (1 - epsilon) * targets[cell] + epsilon / 2;
        }
        return of.evaluate(logits, smoothed, rows, labels, gradient);
    }
}
