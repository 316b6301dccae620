package io.foldwise.plugin.standard.sampler;

import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.training.Epoch;
import io.foldwise.spi.training.Sampler;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Only the samples that the network still finds hard: the given share of those with the largest loss, or those whose loss
 * is above a threshold. The loss is the mean cross-entropy of labels, and of other heads the loss that is trained, as the stage began, so all epochs of a stage see the same
 * samples. Meant for the later stages of a training, each from the weights of the one before; a network that has not
 * learned anything yet has no opinion worth asking.
 *
 * <p>Of samples with equal losses the earlier rows are taken first.
 */
@Description("Only the samples that the network found hard when the stage began; for later stages")
public final class HardExamples implements Sampler {

    private final Optional<Double> share;
    private final Optional<Double> above;
    private final Sampler batches;

    /** Which samples are hard: exactly one of share and above. */
    public record Params(
            @Description("Share of the samples that is kept, those with the largest loss; instead of above")
            Optional<@DecimalMin(value = "0", inclusive = false) @DecimalMax("1") Double> share,

            @Description("Loss above which a sample is kept; instead of share")
            Optional<@PositiveOrZero Double> above,

            @Description("How the chosen samples become batches") @Default("{ type = length-bucketed }")
            Spec<Sampler> batches) {}

    /** @throws IncompatibleException unless exactly one of share and above is given */
    @Inject
    public HardExamples(Params params, Assembler assembler) {
        this.share = params.share();
        this.above = params.above();
        if (share.isPresent() == above.isPresent()) {
            throw new IncompatibleException("hard-examples needs either share or above, and not both");
        }
        this.batches = assembler.build(params.batches());
    }

    /** @throws IncompatibleException if no sample's loss is above the threshold */
    @Override
    public List<int[]> batches(Epoch epoch) {
        double[] losses = epoch.losses();
        int[] chosen = share.map(part -> hardest(losses, part)).orElseGet(() -> above(losses));
        return batches.batches(new ChosenRows(epoch, chosen));
    }

    private static int[] hardest(double[] losses, double share) {
        return IntStream.range(0, losses.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer position) -> losses[position])
                        .reversed())
                .limit(Math.max(1, Math.round(share * losses.length)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private int[] above(double[] losses) {
        double threshold = above.orElseThrow();
        int[] chosen = IntStream.range(0, losses.length)
                .filter(position -> losses[position] > threshold)
                .toArray();
        if (chosen.length == 0) {
            throw new IncompatibleException(String.format(
                    Locale.ROOT,
                    "hard-examples: none of %d samples has a loss above %s; the largest is %.4g: lower above, or use share",
                    losses.length,
                    threshold,
                    Arrays.stream(losses).max().orElse(0)));
        }
        return chosen;
    }
}
