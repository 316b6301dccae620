package io.foldwise.plugin.volume.metric;

import io.foldwise.plugin.volume.mask.VolumeMask;
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
 * How far predicted and true masks of volumes overlap, {@code 2 |P and T| / (|P| + |T|)}, the mean over volumes; 1 where both are empty.
 * Details: the same for volumes whose true mask has a voxel, the mean share of true voxels that are found, and that of found voxels
 * that are true.
 *
 * @see <a href="https://doi.org/10.2307/1932409">Dice 1945</a>
 */
@Description(
        "Dice of masks of volumes: the overlap of predicted and true ones, the mean over volumes; larger is better")
public final class VolumeDice implements Metric {

    /** What counts as predicted. */
    public record Params(
            @Description("Probability from which on a voxel belongs to the mask")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("1")
            double threshold) {}

    private final Params params;

    @Inject
    public VolumeDice(Params params, VolumeMask mask) {
        this.params = params;
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Tally tally(Head head) {
        return new Overlaps(params.threshold());
    }

    /** Keeps sums, whatever the number of volumes. */
    private static final class Overlaps implements Tally {

        private final double threshold;
        private double sum;
        private int volumes;
        private double sumOfTrue;
        private double found;
        private int trueVolumes;
        private double right;
        private int predictedVolumes;

        Overlaps(double threshold) {
            this.threshold = threshold;
        }

        @Override
        public void add(Tensor target, Tensor prediction) {
            long truth = 0;
            long predicted = 0;
            long both = 0;
            for (int voxel = 0; voxel < target.values().length; voxel++) {
                boolean is = target.values()[voxel] > 0.5;
                boolean said = prediction.values()[voxel] >= threshold;
                truth += is ? 1 : 0;
                predicted += said ? 1 : 0;
                both += is && said ? 1 : 0;
            }
            double dice = truth + predicted == 0 ? 1 : 2.0 * both / (truth + predicted);
            sum += dice;
            volumes++;
            if (truth > 0) {
                sumOfTrue += dice;
                found += (double) both / truth;
                trueVolumes++;
            }
            if (predicted > 0) {
                right += (double) both / predicted;
                predictedVolumes++;
            }
        }

        @Override
        public double value() {
            return sum / volumes;
        }

        @Override
        public Map<String, Double> details() {
            Map<String, Double> details = new LinkedHashMap<>();
            details.put("non-empty", sumOfTrue / trueVolumes);
            details.put("sensitivity", found / trueVolumes);
            details.put("precision", right / predictedVolumes);
            return details;
        }
    }
}
