package io.foldwise.plugin.standard.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.IncompatibleException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The hooks that change how far a step goes. */
final class StepsTest {

    private static final float NEAR = 1e-6f;

    @Test
    void gradientClippingScalesTheWholeGradientDownToItsNorm() {
        Probe probe = new Probe();

        Lesson.trainWhole(Lesson.DEEP, 1, clipping(0.01), probe);

        float[] given = probe.unscaled.get(0);
        float[] clipped = probe.gradients.get(0);
        double norm = norm(given);
        assertThat(norm).isGreaterThan(0.02);
        assertThat(norm(clipped)).isCloseTo(0.01, within(1e-6));
        assertThat(clipped).containsExactly(scaled(given, 0.01 / norm), within(NEAR));
    }

    @Test
    void gradientClippingLeavesSmallGradientsAndTheStepsOfStatisticsAlone() {
        Probe before = new Probe();
        Probe small = new Probe();
        Probe large = new Probe();

        Lesson.trainWhole(Lesson.NORMALIZED, 1, before, clipping(100), small, clipping(0.01), large);

        float[] given = before.unscaled.get(0);
        assertThat(small.gradients.get(0)).containsExactly(given);
        assertThat(large.part(large.gradients.get(0), "hidden.W")).isNotEqualTo(before.part(given, "hidden.W"));
        assertThat(large.part(large.gradients.get(0), "norm.mean"))
                .containsExactly(before.part(given, "norm.mean"))
                .isNotEqualTo(new float[5]);
    }

    private static GradientClipping clipping(double norm) {
        return new GradientClipping(new GradientClipping.Params(norm));
    }

    @Test
    void weightDecayShrinksWeightsByTheLearningRatePastTheOptimizer() {
        Probe plain = new Probe();
        Probe decayed = new Probe();

        Lesson.trainWhole(Lesson.NORMALIZED, 1, plain);
        Lesson.trainWhole(Lesson.NORMALIZED, 1, decay("hidden"), decayed);

        float[] start = plain.weights.get(0);
        float[] end = plain.weights.get(1);
        float[] shrunk = end.clone();
        int[] matrix = plain.range("logits.W");
        for (int i = matrix[0]; i < matrix[1]; i++) {
            shrunk[i] -= (float) (Lesson.RATE * 0.1 * start[i]);
        }
        assertThat(decayed.weights.get(1)).containsExactly(shrunk, within(NEAR));
        assertThat(shrunk[matrix[0]]).isNotCloseTo(end[matrix[0]], within(1e-4f));
        assertThat(norm(plain.part(start, "norm.gamma")))
                .as("gains are left alone, and are not zero")
                .isPositive();
    }

    @Test
    void weightDecayRefusesExceptionsThatAreNotThere() {
        assertThatThrownBy(() -> Lesson.train(Lesson.DEEP, 1, decay("hidden.w")))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining("'hidden.w' fits no layer of the network; did you mean 'hidden.W'");
    }

    private static WeightDecay decay(String... except) {
        return new WeightDecay(new WeightDecay.Params(0.1, List.of(except)));
    }

    @Test
    void layerRatesMultiplyStepsOfTheLayersThatAPatternFits() {
        Probe plain = new Probe();
        Probe slowed = new Probe();

        Lesson.trainWhole(Lesson.DEEP, 1, plain);
        Lesson.trainWhole(Lesson.DEEP, 1, rates(rate("hid*", 0), rate("*.b", 3), rate("logits", 0.25)), slowed);

        float[] start = plain.weights.get(0);
        float[] end = plain.weights.get(1);
        assertThat(slowed.part(slowed.weights.get(1), "hidden.W")).containsExactly(plain.part(start, "hidden.W"));
        assertThat(slowed.part(slowed.weights.get(1), "hidden.b")).containsExactly(plain.part(start, "hidden.b"));
        assertThat(slowed.part(slowed.weights.get(1), "logits.W"))
                .containsExactly(between(plain, start, end, "logits.W", 0.25), within(NEAR));
        assertThat(slowed.part(slowed.weights.get(1), "logits.b"))
                .containsExactly(between(plain, start, end, "logits.b", 3), within(NEAR));
    }

    private static float[] between(Probe probe, float[] start, float[] end, String path, double factor) {
        float[] from = probe.part(start, path);
        float[] to = probe.part(end, path);
        for (int i = 0; i < to.length; i++) {
            to[i] = (float) (from[i] + factor * (to[i] - from[i]));
        }
        return to;
    }

    @Test
    void layerRatesRefusePatternsThatFitNothing() {
        assertThatThrownBy(() -> Lesson.train(Lesson.DEEP, 1, rates(rate("logit", 0.5))))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining("'logit' fits no layer of the network; did you mean 'logits'");
    }

    private static LayerRates rates(LayerRates.Rate... rates) {
        return new LayerRates(new LayerRates.Params(List.of(rates)));
    }

    private static LayerRates.Rate rate(String of, double factor) {
        return new LayerRates.Rate(of, factor);
    }

    private static double norm(float[] values) {
        return Math.sqrt(IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] * (double) values[i])
                .sum());
    }

    private static float[] scaled(float[] values, double factor) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = (float) (factor * values[i]);
        }
        return scaled;
    }
}
