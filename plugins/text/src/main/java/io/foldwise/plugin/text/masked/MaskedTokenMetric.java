package io.foldwise.plugin.text.masked;

import com.google.inject.Inject;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric;
import java.util.Map;

/**
 * How well masked tokens are guessed: the mean of {@code -log p} over all of them, where {@code p} is what the network gave the token
 * that was there; and the share whose likeliest token it was. Texts are measured with masks that stay the same.
 */
@Description("Cross-entropy of masked tokens, and the share guessed; smaller is better")
public final class MaskedTokenMetric implements Metric {

    private static final double SMALLEST = 1e-15;

    private final int vocabulary;

    /** Nothing to choose. */
    public record Params() {}

    @Inject
    public MaskedTokenMetric(Params params, MaskedTokens head) {
        this.vocabulary = head.vocabulary();
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally tally(Head head) {
        return new Guesses();
    }

    private final class Guesses implements Tally {

        private double lossSum;
        private int asked;
        private int right;

        @Override
        public void add(Tensor target, Tensor prediction) {
            float[] tokens = target.values();
            float[] probabilities = prediction.values();
            for (int slot = 0; slot < tokens.length && tokens[slot] >= 0; slot++) {
                int from = slot * vocabulary;
                lossSum -= Math.log(Math.max(SMALLEST, probabilities[from + (int) tokens[slot]]));
                right += likeliest(probabilities, from) == (int) tokens[slot] ? 1 : 0;
                asked++;
            }
        }

        private int likeliest(float[] probabilities, int from) {
            int likeliest = 0;
            for (int token = 1; token < vocabulary; token++) {
                likeliest = probabilities[from + token] > probabilities[from + likeliest] ? token : likeliest;
            }
            return likeliest;
        }

        @Override
        public double value() {
            return asked == 0 ? Double.NaN : lossSum / asked;
        }

        @Override
        public Map<String, Double> details() {
            return Map.of("accuracy", asked == 0 ? Double.NaN : (double) right / asked);
        }
    }
}
