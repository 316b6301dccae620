package io.foldwise.plugin.standard.hook;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Step;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Mixup (Zhang, Cisse, Dauphin and Lopez-Paz 2018, "mixup: beyond empirical risk minimization"): a batch is mixed with itself in
 * another order, features and targets alike, {@code share x_i + (1 - share) x_j}, with one share per batch, drawn from
 * {@code Beta(alpha, alpha)}. For vectors, signals and images; of padded samples, the longer one says how long the mix is.
 */
@Description("Trains on mixes of two samples, features and targets alike; not for tokens")
public final class Mixup implements Hook {

    private final BetaDistribution shares;

    /** How much is mixed. */
    public record Params(
            @Description("Of Beta(alpha, alpha), which shares are drawn from: near 0 hardly mixes, 1 draws any share")
            @Default("0.2")
            @Positive
            double alpha) {}

    /** @throws IncompatibleException if samples consist of token ids */
    @Inject
    public Mixup(Params params, InputShape input) {
        Numbers.mustBe(input, "mixes");
        this.shares = new BetaDistribution(null, params.alpha(), params.alpha());
    }

    @Override
    public MultiDataSet batch(Step step, MultiDataSet batch) {
        SplittableRandom random = step.seed().branch("mixup", 0).random();
        double share = shares.inverseCumulativeProbability(random.nextDouble());
        int[] partners = shuffled(Math.toIntExact(batch.getFeatures(0).size(0)), random);
        UnaryOperator<INDArray> mixed = array -> {
            INDArray mix = rows(array, partners);
            Blend.towards(mix, rowMajor(array), share);
            return mix;
        };
        return new org.nd4j.linalg.dataset.MultiDataSet(
                each(batch.getFeatures(), mixed),
                each(batch.getLabels(), mixed),
                masks(batch.getFeaturesMaskArrays(), partners, (one, other) -> Transforms.max(one, other, true)),
                masks(batch.getLabelsMaskArrays(), partners, (one, other) -> Transforms.min(one, other, true)));
    }

    private static int[] shuffled(int size, SplittableRandom random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    private static INDArray[] each(INDArray[] arrays, UnaryOperator<INDArray> change) {
        return Arrays.stream(arrays).map(change).toArray(INDArray[]::new);
    }

    /** Of several outputs, some may have no mask. */
    private static INDArray[] masks(INDArray[] masks, int[] partners, BinaryOperator<INDArray> of) {
        return masks == null ? null : each(masks, mask -> mask == null ? null : of.apply(mask, rows(mask, partners)));
    }

    /** The same samples in another order, in memory of their own. */
    private static INDArray rows(INDArray array, int[] order) {
        long samples = array.size(0);
        INDArray matrix = rowMajor(array).reshape('c', samples, array.length() / samples);
        return Nd4j.pullRows(matrix, 1, order, 'c').reshape('c', array.shape());
    }

    private static INDArray rowMajor(INDArray array) {
        return array.ordering() == 'c' && !array.isView() ? array : array.dup('c');
    }
}
