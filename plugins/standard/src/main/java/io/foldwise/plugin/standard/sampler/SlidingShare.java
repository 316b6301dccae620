package io.foldwise.plugin.standard.sampler;

import io.foldwise.plugin.standard.labels.Positives;
import io.foldwise.plugin.standard.labels.TargetColumns;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Epoch;
import io.foldwise.spi.training.Sampler;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.common.util.MathUtils;

/**
 * A curriculum over samples without any positive label ("negatives"): every epoch takes all samples that have one, and as
 * many random negatives as make the share of positive samples equal to a rate that moves in a straight line from the first
 * to the last epoch of the stage.
 *
 * <p>Of {@code P} positive samples at a share {@code r} these are {@code P (1 - r) / r} negatives, rounded to the nearest number, each
 * at most once in an epoch. The published recipes draw them with replacement, and round down: the share is the same, and an epoch
 * here sees more different ones.
 *
 * <p>Of several heads only labels count: every sample has a class. Where the data has too few negatives for the rate, the epoch
 * takes all there are. Data without positive samples is taken whole.
 */
@Description("All samples with a label, and negatives up to a positive share that moves over the epochs")
public final class SlidingShare implements Sampler {

    private final double from;
    private final double to;
    private final Sampler batches;

    /** Where the share starts and ends. */
    public record Params(
            @Description("Share of positive samples in the first epoch")
            @Default("0.8")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1")
            double from,

            @Description("Share of positive samples in the last epoch")
            @Default("0.4")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1")
            double to,

            @Description("How the chosen samples become batches") @Default("{ type = length-bucketed }")
            Spec<Sampler> batches) {}

    /** @throws IncompatibleException if there are no labels, so that no sample is negative */
    @Inject
    public SlidingShare(Params params, Assembler assembler, Task task) {
        if (task.heads().stream().noneMatch(TargetColumns::ofLabels)) {
            throw new IncompatibleException(
                    "tells samples with a label from those without, but the data has no labels");
        }
        this.from = params.from();
        this.to = params.to();
        this.batches = assembler.build(params.batches());
    }

    @Override
    public List<int[]> batches(Epoch epoch) {
        int[] rows = epoch.rows();
        int[] positives = positions(epoch, rows, true);
        int[] negatives = positions(epoch, rows, false);
        MathUtils.shuffleArray(negatives, epoch.random().nextLong());
        int kept = negativesBeside(positives.length, negatives.length, share(epoch));
        int[] chosen = IntStream.concat(Arrays.stream(positives), Arrays.stream(negatives, 0, kept))
                .toArray();
        return batches.batches(new ChosenRows(epoch, chosen));
    }

    private double share(Epoch epoch) {
        double progress = epoch.total() > 1 ? (double) epoch.number() / (epoch.total() - 1) : 0;
        return from + (to - from) * progress;
    }

    private static int negativesBeside(int positives, int negatives, double share) {
        if (positives == 0) {
            return negatives;
        }
        return (int) Math.min(negatives, Math.round(positives * (1 - share) / share));
    }

    private static int[] positions(Epoch epoch, int[] rows, boolean positive) {
        int[] labels = TargetColumns.labels(epoch.data());
        return IntStream.range(0, rows.length)
                .filter(position ->
                        Positives.any(TargetColumns.pick(epoch.data().targets(rows[position]), labels)) == positive)
                .toArray();
    }
}
