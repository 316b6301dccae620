package io.foldwise.plugin.standard.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Components;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all losses of this package have in common. */
final class EveryLossTest {

    private static final int ROWS = 5;
    private static final int LABELS = 4;
    private static final int CELLS = ROWS * LABELS;

    static Stream<Named<Loss>> losses() {
        Assembler assembler = new Components();
        Map<String, Loss> losses = new TreeMap<>();
        losses.put("bce", new BinaryCrossEntropy());
        losses.put("focal", new Focal(new Focal.Params(2, Optional.empty())));
        losses.put("focal with gamma 0.5, alpha 0.25", new Focal(new Focal.Params(0.5, Optional.of(0.25))));
        losses.put("focal with gamma 0", new Focal(new Focal.Params(0, Optional.empty())));
        losses.put("dice", new Dice(new Dice.Params(1)));
        losses.put("dice with little smoothing", new Dice(new Dice.Params(1e-3)));
        losses.put("balanced", new Balanced());
        losses.put("error-weighted", new ErrorWeighted(new ErrorWeighted.Params(4)));
        losses.put(
                "label-smoothing",
                new LabelSmoothing(
                        new LabelSmoothing.Params(
                                Components.spec(BinaryCrossEntropy.class, new BinaryCrossEntropy.Params()), 0.1),
                        assembler));
        losses.put(
                "combo",
                new Combo(
                        new Combo.Params(List.of(
                                new Combo.Term(
                                        3, Components.spec(BinaryCrossEntropy.class, new BinaryCrossEntropy.Params())),
                                new Combo.Term(0.5, Components.spec(Dice.class, new Dice.Params(1))))),
                        assembler));
        return losses.entrySet().stream().map(loss -> Named.of(loss.getKey(), loss.getValue()));
    }

    /** All but label smoothing, which punishes certainty. */
    static Stream<Named<Loss>> lossesContentWithCertainty() {
        return losses().filter(loss -> !(loss.getPayload() instanceof LabelSmoothing));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void itsGradientIsTheDerivativeOfItsValue(Loss loss) {
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 50; trial++) {
            double[] logits = random.doubles(CELLS, -6, 6).toArray();
            double[] targets = targets(random, trial % 2 == 0);
            double[] gradient = new double[CELLS];
            loss.evaluate(logits, targets, ROWS, LABELS, gradient);
            for (int cell = 0; cell < CELLS; cell++) {
                double step = 1e-5;
                double slope =
                        (shifted(loss, logits, targets, cell, step) - shifted(loss, logits, targets, cell, -step))
                                / (2 * step);
                assertThat(gradient[cell]).isCloseTo(slope, within(1e-8));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void staysFiniteAtAnyLogit(Loss loss) {
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

    @ParameterizedTest
    @MethodSource("lossesContentWithCertainty")
    void isZeroForCertainAndRightPredictionsAndPositiveForWrongOnes(Loss loss) {
        double[] targets = targets(new SplittableRandom(3), true);
        double[] right = Arrays.stream(targets).map(target -> 100 * target - 50).toArray();
        double[] wrong = Arrays.stream(right).map(logit -> -logit).toArray();
        assertThat(value(loss, right, targets)).isCloseTo(0, within(1e-12));
        assertThat(value(loss, wrong, targets)).isGreaterThan(0.4);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void doesNotGrowWithTheBatch(Loss loss) {
        SplittableRandom random = new SplittableRandom(4);
        double[] logits = random.doubles(CELLS, -3, 3).toArray();
        double[] targets = targets(random, true);
        double once = value(loss, logits, targets);
        double twice = loss.evaluate(twice(logits), twice(targets), 2 * ROWS, LABELS, new double[2 * CELLS]);
        assertThat(twice).isCloseTo(once, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void overwritesTheGradientAndNothingElse(Loss loss) {
        SplittableRandom random = new SplittableRandom(5);
        double[] logits = random.doubles(CELLS, -3, 3).toArray();
        double[] targets = targets(random, false);
        double[] logitsBefore = logits.clone();
        double[] targetsBefore = targets.clone();
        double[] fresh = new double[CELLS];
        double[] used = new double[CELLS];
        Arrays.fill(used, Double.NaN);
        loss.evaluate(logits, targets, ROWS, LABELS, fresh);
        loss.evaluate(logits, targets, ROWS, LABELS, used);
        assertThat(used).containsExactly(fresh);
        assertThat(logits).containsExactly(logitsBefore);
        assertThat(targets).containsExactly(targetsBefore);
    }

    private static double[] targets(SplittableRandom random, boolean hard) {
        return random.doubles(CELLS)
                .map(target -> hard ? (target < 0.3 ? 1 : 0) : target)
                .toArray();
    }

    private static double shifted(Loss loss, double[] logits, double[] targets, int cell, double by) {
        double[] shifted = logits.clone();
        shifted[cell] += by;
        return value(loss, shifted, targets);
    }

    private static double value(Loss loss, double[] logits, double[] targets) {
        return loss.evaluate(logits, targets, ROWS, LABELS, new double[CELLS]);
    }

    private static double[] twice(double[] values) {
        double[] twice = Arrays.copyOf(values, 2 * values.length);
        System.arraycopy(values, 0, twice, values.length, values.length);
        return twice;
    }
}
