package io.foldwise.plugin.standard.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.foldwise.contracts.LossContract;
import io.foldwise.plugin.standard.Components;
import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.training.Loss;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What all losses of this package have in common. */
@ParameterizedClass
@MethodSource("losses")
final class EveryLossTest extends LossContract {

    private static final int ROWS = 5;
    private static final int LABELS = 4;
    private static final int CELLS = ROWS * LABELS;

    private final Loss loss;

    EveryLossTest(Loss loss) {
        this.loss = loss;
    }

    @Override
    protected Loss loss() {
        return loss;
    }

    /** The gradient of a soft overlap holds that of the probability, which is flat where a prediction is certain. */
    @Override
    protected boolean correctsCertainMistakes() {
        return !(loss instanceof Dice || loss instanceof Jaccard);
    }

    static Stream<Named<Loss>> losses() {
        Assembler assembler = new Components();
        Map<String, Loss> losses = new TreeMap<>();
        losses.put("bce", new BinaryCrossEntropy(new BinaryCrossEntropy.Params(1), Samples.schema(4)));
        losses.put("focal", new Focal(new Focal.Params(2, Optional.empty()), Samples.schema(4)));
        losses.put(
                "focal with gamma 0.5, alpha 0.25",
                new Focal(new Focal.Params(0.5, Optional.of(0.25)), Samples.schema(4)));
        losses.put("focal with gamma 0", new Focal(new Focal.Params(0, Optional.empty()), Samples.schema(4)));
        losses.put("dice", new Dice(new Dice.Params(1, Over.SAMPLE), Samples.schema(4)));
        losses.put("dice with little smoothing", new Dice(new Dice.Params(1e-3, Over.SAMPLE), Samples.schema(4)));
        losses.put("dice over a batch", new Dice(new Dice.Params(1e-12, Over.BATCH), Samples.schema(4)));
        losses.put("jaccard", new Jaccard(new Jaccard.Params(1, Over.SAMPLE), Samples.schema(4)));
        losses.put("jaccard over a batch", new Jaccard(new Jaccard.Params(1e-12, Over.BATCH), Samples.schema(4)));
        losses.put("lovasz", new Lovasz(new Lovasz.Params(Over.SAMPLE, false), Samples.schema(4)));
        losses.put("lovasz over a batch", new Lovasz(new Lovasz.Params(Over.BATCH, false), Samples.schema(4)));
        losses.put("symmetric lovasz", new Lovasz(new Lovasz.Params(Over.BATCH, true), Samples.schema(4)));
        losses.put(
                "per-class",
                new PerClass(
                        new PerClass.Params(
                                Components.spec(BinaryCrossEntropy.class, new BinaryCrossEntropy.Params(3)),
                                List.of(1.0, 2.0, 1.0, 0.5)),
                        assembler,
                        Samples.schema(4)));
        losses.put(
                "bce with a weight of positives",
                new BinaryCrossEntropy(new BinaryCrossEntropy.Params(3), Samples.schema(4)));
        losses.put("balanced", new Balanced(Samples.schema(4)));
        losses.put("error-weighted", new ErrorWeighted(new ErrorWeighted.Params(4), Samples.schema(4)));
        losses.put(
                "label-smoothing",
                new LabelSmoothing(
                        new LabelSmoothing.Params(
                                Components.spec(BinaryCrossEntropy.class, new BinaryCrossEntropy.Params(1)), 0.1),
                        assembler,
                        Samples.schema(4)));
        losses.put(
                "combo",
                new Combo(
                        new Combo.Params(List.of(
                                new Combo.Term(
                                        3, Components.spec(BinaryCrossEntropy.class, new BinaryCrossEntropy.Params(1))),
                                new Combo.Term(0.5, Components.spec(Dice.class, new Dice.Params(1, Over.SAMPLE))))),
                        assembler));
        return losses.entrySet().stream().map(loss -> Named.of(loss.getKey(), loss.getValue()));
    }

    @Test
    void staysFiniteAtAnyLogit() {
        SplittableRandom random = new SplittableRandom(2);
        for (double size : new double[] {50, 700, 750, 1e6, 1e30}) {
            for (int trial = 0; trial < 20; trial++) {
                double[] logits = random.doubles(CELLS)
                        .map(chance -> chance < 0.5 ? -size : size)
                        .toArray();
                double[] gradient = new double[CELLS];
                double value = loss.evaluate(logits, targets(random, trial % 2 == 0), ROWS, LABELS, gradient);
                assertThat(value).isFinite();
                assertThat(Arrays.stream(gradient).filter(slope -> !Double.isFinite(slope)))
                        .isEmpty();
            }
        }
    }

    @Test
    void isZeroForCertainAndRightPredictionsAndPositiveForWrongOnes() {
        assumeFalse(loss instanceof LabelSmoothing, "punishes certainty");
        double[] targets = targets(new SplittableRandom(3), true);
        double[] right = Arrays.stream(targets).map(target -> 100 * target - 50).toArray();
        double[] wrong = Arrays.stream(right).map(logit -> -logit).toArray();
        assertThat(value(right, targets)).isCloseTo(0, within(1e-12));
        assertThat(value(wrong, targets)).isGreaterThan(0.4);
    }

    private static double[] targets(SplittableRandom random, boolean hard) {
        return random.doubles(CELLS)
                .map(target -> hard ? (target < 0.3 ? 1 : 0) : target)
                .toArray();
    }

    private double value(double[] logits, double[] targets) {
        return loss.evaluate(logits, targets, ROWS, LABELS, new double[CELLS]);
    }
}
