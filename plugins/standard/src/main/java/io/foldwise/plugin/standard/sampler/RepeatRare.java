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
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Takes samples of rare labels or classes several times per epoch. One that a share {@code f} of the samples has is repeated
 *
 * <pre>{@code r = min(most, max(1, sqrt(frequent / f)))}   times,</pre>
 *
 * and a sample as often as the rarest of its labels; one without labels once. The fraction of a factor is met by chance:
 * with {@code r = 2.3}, 3 times in 30 % of the epochs and twice in the others.
 *
 * <p>Gupta, Dollar and Girshick 2019, "LVIS", section 5, <a href="https://arxiv.org/abs/1908.03195">1908.03195</a>; the
 * upper bound is ours.
 */
@Description("Takes samples of rare labels or classes several times per epoch")
public final class RepeatRare implements Sampler {

    private final double frequent;
    private final double most;
    private final Sampler batches;

    /** What is rare, and how often it comes. */
    public record Params(
            @Description("Labels that this share of the samples has are frequent enough not to be repeated")
            @Default("0.1")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1")
            double frequent,

            @Description("The most often a sample is taken per epoch") @Default("4") @DecimalMin("1")
            double most,

            @Description("How the chosen samples become batches") @Default("{ type = length-bucketed }")
            Spec<Sampler> batches) {}

    /** @throws IncompatibleException if there are neither labels nor classes */
    @Inject
    public RepeatRare(Params params, Assembler assembler, Task task) {
        if (task.heads().stream().noneMatch(TargetColumns::yesOrNo)) {
            throw new IncompatibleException("repeats rare labels and classes, but the data has quantities only");
        }
        this.frequent = params.frequent();
        this.most = params.most();
        this.batches = assembler.build(params.batches());
    }

    @Override
    public List<int[]> batches(Epoch epoch) {
        SplittableRandom random = epoch.random();
        int[] rows = epoch.rows();
        int[] columns = TargetColumns.yesOrNo(epoch.data());
        double[] factors = factors(epoch, rows, columns);
        int[] chosen = IntStream.range(0, rows.length)
                .flatMap(position -> {
                    double factor = factor(TargetColumns.pick(epoch.data().targets(rows[position]), columns), factors);
                    int times = (int) (factor + random.nextDouble());
                    return IntStream.generate(() -> position).limit(times);
                })
                .toArray();
        return batches.batches(new ChosenRows(epoch, chosen));
    }

    /** How often each label is repeated. */
    private double[] factors(Epoch epoch, int[] rows, int[] columns) {
        double[] factors = new double[columns.length];
        for (int row : rows) {
            float[] targets = TargetColumns.pick(epoch.data().targets(row), columns);
            for (int label = 0; label < factors.length; label++) {
                factors[label] += Positives.is(targets[label]) ? 1 : 0;
            }
        }
        for (int label = 0; label < factors.length; label++) {
            double share = factors[label] / rows.length;
            factors[label] = Math.min(most, Math.max(1, Math.sqrt(frequent / share)));
        }
        return factors;
    }

    /** How often a sample is repeated: as often as the rarest of its labels. */
    private static double factor(float[] targets, double[] factors) {
        return IntStream.range(0, factors.length)
                .filter(label -> Positives.is(targets[label]))
                .mapToDouble(label -> factors[label])
                .max()
                .orElse(1);
    }
}
