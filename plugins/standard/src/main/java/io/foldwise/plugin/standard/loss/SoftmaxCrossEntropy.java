package io.foldwise.plugin.standard.loss;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/**
 * Softmax cross-entropy of one of {@code n} classes, the mean over samples of
 *
 * <pre>{@code -sum_c t_c log p_c}   with p = softmax(z), so that -log p_c = log(sum_k exp z_k) - z_c</pre>
 *
 * The largest logit is taken out of the sum first, which keeps it exact where a prediction is certain. Smoothing trains on
 * {@code t' = (1 - smoothing) t + smoothing / n} instead (Szegedy et al. 2016, "Rethinking the Inception Architecture for Computer
 * Vision", section 7, <a href="https://arxiv.org/abs/1512.00567">1512.00567</a>).
 */
@Description("Softmax cross-entropy, for one of several classes")
public final class SoftmaxCrossEntropy implements Loss {

    private final double smoothing;

    /** How certain targets are. */
    public record Params(
            @Description("0 leaves targets alone; 0.1 gives a tenth of each target to all classes alike")
            @Default("0")
            @DecimalMin("0")
            @DecimalMax(value = "1", inclusive = false)
            double smoothing) {}

    @Inject
    public SoftmaxCrossEntropy(Params params, Classes classes) {
        this.smoothing = params.smoothing();
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int classes, double[] gradient) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += ofSample(logits, targets, row * classes, classes, gradient);
        }
        for (int cell = 0; cell < rows * classes; cell++) {
            gradient[cell] /= rows;
        }
        return sum / rows;
    }

    private double ofSample(double[] logits, double[] targets, int from, int classes, double[] gradient) {
        int largest = from;
        double weight = 0; // 1 where targets are shares
        for (int cell = from; cell < from + classes; cell++) {
            largest = logits[cell] > logits[largest] ? cell : largest;
            weight += smoothed(targets[cell], classes);
        }
        double others = 0; // exponentials of all but the largest, whose own is 1
        for (int cell = from; cell < from + classes; cell++) {
            others += cell == largest ? 0 : Math.exp(logits[cell] - logits[largest]);
        }
        double loss = 0;
        for (int cell = from; cell < from + classes; cell++) {
            double target = smoothed(targets[cell], classes);
            double above = logits[cell] - logits[largest];
            loss += target * (Math.log1p(others) - above);
            gradient[cell] = weight * Math.exp(above) / (1 + others) - target;
        }
        return loss;
    }

    private double smoothed(double target, int classes) {
        return (1 - smoothing) * target + smoothing / classes;
    }
}
