package io.foldwise.plugin.standard.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Components;
import io.foldwise.plugin.standard.Samples;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ComboTest {

    @Test
    void isTheWeightedSumOfItsTerms() {
        Focal.Params focal = new Focal.Params(2, Optional.of(0.3));
        Combo combo = new Combo(
                new Combo.Params(List.of(
                        new Combo.Term(3, Components.spec(BinaryCrossEntropy.class, new BinaryCrossEntropy.Params(1))),
                        new Combo.Term(1, Components.spec(Dice.class, new Dice.Params(1, Over.SAMPLE))),
                        new Combo.Term(4, Components.spec(Focal.class, focal)))),
                new Components());
        SplittableRandom random = new SplittableRandom(7);
        double[] logits = random.doubles(8, -3, 3).toArray();
        double[] targets = {1, 0, 0, 1, 0, 0, 0, 0.3};
        double[] bce = new double[8];
        double[] dice = new double[8];
        double[] focals = new double[8];
        double expected = 3
                        * new BinaryCrossEntropy(new BinaryCrossEntropy.Params(1), Samples.schema(4))
                                .evaluate(logits, targets, 2, 4, bce)
                + new Dice(new Dice.Params(1, Over.SAMPLE), Samples.schema(4)).evaluate(logits, targets, 2, 4, dice)
                + 4 * new Focal(focal, Samples.schema(4)).evaluate(logits, targets, 2, 4, focals);
        double[] gradient = new double[8];
        assertThat(combo.evaluate(logits, targets, 2, 4, gradient)).isCloseTo(expected, within(1e-14));
        for (int cell = 0; cell < 8; cell++) {
            assertThat(gradient[cell]).isCloseTo(3 * bce[cell] + dice[cell] + 4 * focals[cell], within(1e-14));
        }
    }
}
