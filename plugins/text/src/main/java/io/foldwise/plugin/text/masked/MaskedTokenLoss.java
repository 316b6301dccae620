package io.foldwise.plugin.text.masked;

import com.google.inject.Inject;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Loss;
import java.util.Arrays;

/**
 * Softmax cross-entropy of the masked tokens, the mean over those of all texts of a batch: {@code log(sum_k exp z_k) - z_t}. Places
 * where nothing is asked cost nothing and have no gradient.
 */
@Description("Softmax cross-entropy of masked tokens, for the reader masked-tokens")
public final class MaskedTokenLoss implements Loss {

    private final int vocabulary;

    /** Nothing to choose. */
    public record Params() {}

    @Inject
    public MaskedTokenLoss(Params params, MaskedTokens head) {
        this.vocabulary = head.vocabulary();
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int cells, double[] gradient) {
        int given = cells / vocabulary;
        int slots = targets.length / rows;
        int asked = (int) Arrays.stream(targets).filter(token -> token >= 0).count();
        Arrays.fill(gradient, 0);
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            for (int slot = 0; slot < slots && targets[row * slots + slot] >= 0; slot++) {
                int from = (row * given + slot) * vocabulary;
                sum += ofToken(logits, from, (int) targets[row * slots + slot], asked, gradient);
            }
        }
        return asked == 0 ? 0 : sum / asked;
    }

    @Override
    public boolean takesOtherShapes() {
        return true;
    }

    private double ofToken(double[] logits, int from, int token, int asked, double[] gradient) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int cell = from; cell < from + vocabulary; cell++) {
            largest = Math.max(largest, logits[cell]);
        }
        double sum = 0;
        for (int cell = from; cell < from + vocabulary; cell++) {
            gradient[cell] = Math.exp(logits[cell] - largest);
            sum += gradient[cell];
        }
        double scale = 1 / (sum * asked);
        for (int cell = from; cell < from + vocabulary; cell++) {
            gradient[cell] *= scale;
        }
        gradient[from + token] -= 1.0 / asked;
        return Math.log(sum) + largest - logits[from + token];
    }
}
