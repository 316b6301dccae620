package io.foldwise.plugin.standard.loss;

import io.foldwise.plugin.standard.labels.HeadCheck;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;

/**
 * Lovász hinge: makes one minus the Jaccard index of the predicted ({@code z > 0}) and the true set of cells small, by the surface
 * that is convex in the errors {@code e_i = 1 - z_i (2 t_i - 1)}. With these in descending order it is
 *
 * <pre>{@code sum(relu(e_k) (J_k - J_(k-1)))   with J_k = 1 - (G - cumsum(t)_k) / (G + cumsum(1 - t)_k), G = sum(t)}</pre>
 *
 * of the cells of a sample, the mean over samples, or of a batch as one set. Symmetric, it is the mean of this and of the same for the
 * background, {@code (-z, 1 - t)}. Logits are not driven beyond 1, so that probabilities stay mild: thresholds are best looked for at
 * 0.5.
 *
 * <p>Berman et al. 2018, "The Lovász-Softmax loss", <a href="https://arxiv.org/abs/1705.08790">1705.08790</a>.
 */
@Description("Lovasz hinge: a convex surface above one minus intersection over union of labels or pixels")
public final class Lovasz implements Loss {

    private final Params params;

    /** What is compared. */
    public record Params(
            @Description("What makes up one set: sample (the mean over samples), or batch") @Default("sample")
            Over over,

            @Description("Whether the background counts as much as what is to be found") @Default("false")
            boolean symmetric) {}

    @Inject
    public Lovasz(Params params, Head head) {
        HeadCheck.lossOfYesOrNo(head);
        this.params = params;
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
        int sets = params.over().sets(rows);
        int size = rows * labels / sets;
        double sum = 0;
        for (int set = 0; set < sets; set++) {
            sum += ofSet(logits, targets, set * size, (set + 1) * size, 1.0 / sets, gradient);
        }
        return sum / sets;
    }

    /** Cells without an error come last, and add nothing: they are not sorted. */
    private double ofSet(double[] logits, double[] targets, int from, int to, double share, double[] gradient) {
        DescendingOrder errors = new DescendingOrder(to - from);
        double positives = 0;
        for (int cell = from; cell < to; cell++) {
            double error = error(logits[cell], targets[cell]);
            positives += targets[cell];
            gradient[cell] = 0;
            if (!(error <= 0)) { // so that what is no number shows
                errors.add((float) error, cell);
            }
        }
        int[] cells = errors.sorted();
        JaccardSteps found = new JaccardSteps(positives);
        JaccardSteps background = new JaccardSteps(to - from - positives);
        double sum = 0;
        for (int cell : cells) {
            double target = targets[cell];
            double step = found.step(target);
            if (params.symmetric()) {
                step = (step + background.step(1 - target)) / 2;
            }
            sum += step * error(logits[cell], target);
            gradient[cell] = share * step * (1 - 2 * target);
        }
        return sum;
    }

    private static double error(double logit, double target) {
        return 1 - logit * (2 * target - 1);
    }

    /** By how much one minus the Jaccard index grows when cells are got wrong, one after the other. */
    private static final class JaccardSteps {

        private final double positives;
        private double missed;
        private double falseAlarms;
        private double lost;

        JaccardSteps(double positives) {
            this.positives = positives;
        }

        double step(double target) {
            missed += target;
            falseAlarms += 1 - target;
            double before = lost;
            lost = 1 - (positives - missed) / (positives + falseAlarms);
            return lost - before;
        }
    }
}
