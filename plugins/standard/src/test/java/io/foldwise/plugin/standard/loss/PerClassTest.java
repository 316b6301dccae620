package io.foldwise.plugin.standard.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Components;
import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.IncompatibleException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PerClassTest {

    private static final Dice DICE = new Dice(new Dice.Params(1, Over.SAMPLE), Samples.schema(2));

    /** Two masks of an image of 3 pixels: pixel by pixel, one class after the other. */
    @Test
    void givesEachClassToALossOfItsOwn() {
        double[] logits = {1, -2, 0.5, 3, -1, 2};
        double[] targets = {1, 0, 0, 1, 1, 1};
        double[] gradient = new double[6];
        double value = perClass(List.of(3.0, 1.0)).evaluate(logits, targets, 1, 6, gradient);
        double[] first = new double[3];
        double[] second = new double[3];
        double expected = 0.75 * DICE.evaluate(new double[] {1, 0.5, -1}, new double[] {1, 0, 1}, 1, 3, first)
                + 0.25 * DICE.evaluate(new double[] {-2, 3, 2}, new double[] {0, 1, 1}, 1, 3, second);
        assertThat(value).isCloseTo(expected, within(1e-15));
        for (int pixel = 0; pixel < 3; pixel++) {
            assertThat(gradient[2 * pixel]).isCloseTo(0.75 * first[pixel], within(1e-15));
            assertThat(gradient[2 * pixel + 1]).isCloseTo(0.25 * second[pixel], within(1e-15));
        }
    }

    @Test
    void letsAllClassesCountTheSameUnlessTold() {
        double[] logits = {1, -2, 0.5, 3};
        double[] targets = {1, 0, 0, 1};
        assertThat(perClass(List.of()).evaluate(logits, targets, 1, 4, new double[4]))
                .isEqualTo(perClass(List.of(2.0, 2.0)).evaluate(logits, targets, 1, 4, new double[4]));
    }

    @Test
    void refusesWeightsOfAnotherNumberOfClasses() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> perClass(List.of(1.0, 2.0, 3.0)))
                .withMessage("3 weights do not fit 2 classes");
    }

    private static PerClass perClass(List<Double> weights) {
        return new PerClass(
                new PerClass.Params(Components.spec(Dice.class, new Dice.Params(1, Over.SAMPLE)), weights),
                new Components(),
                Samples.schema(2));
    }
}
