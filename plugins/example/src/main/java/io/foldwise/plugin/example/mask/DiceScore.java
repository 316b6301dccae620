package io.foldwise.plugin.example.mask;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far predicted and true masks overlap, {@code 2 |P and T| / (|P| + |T|)} of an image, the mean over images.
 *
 * @see <a href="https://doi.org/10.2307/1932409">Dice 1945</a>
 */
@Description("Dice: the overlap of predicted and true masks, the mean over images; larger is better")
public final class DiceScore implements Metric {

    /** What counts as predicted. */
    public record Params(
            @Description("A pixel is predicted where its probability is larger")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("1")
            double threshold,

            @Description("The value of an image whose true and predicted masks are both empty")
            @Default("1")
            @DecimalMin("0")
            @DecimalMax("1")
            double empty) {}

    private final Params params;

    @Inject
    public DiceScore(Params params) {
        this.params = params;
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Tally tally(Head head) {
        return new Overlaps();
    }

    /** Keeps two sums, whatever the number of images. */
    private final class Overlaps implements Tally {

        private double positiveSum;
        private double negativeSum;
        private int positives;
        private int negatives;

        @Override
        public void add(Tensor target, Tensor prediction) {
            int truth = 0;
            int predicted = 0;
            int both = 0;
            for (int pixel = 0; pixel < target.values().length; pixel++) {
                boolean is = target.values()[pixel] > 0.5;
                boolean said = prediction.values()[pixel] > params.threshold();
                truth += is ? 1 : 0;
                predicted += said ? 1 : 0;
                both += is && said ? 1 : 0;
            }
            double dice = truth + predicted == 0 ? params.empty() : 2.0 * both / (truth + predicted);
            if (truth > 0) {
                positiveSum += dice;
                positives++;
            } else {
                negativeSum += dice;
                negatives++;
            }
        }

        @Override
        public double value() {
            return (positiveSum + negativeSum) / (positives + negatives);
        }

        /** Images with and without a true pixel apart: one that predicts nothing is right with the latter. */
        @Override
        public Map<String, Double> details() {
            Map<String, Double> details = new LinkedHashMap<>();
            details.put("positives", positiveSum / positives);
            details.put("negatives", negativeSum / negatives);
            return details;
        }
    }
}
