package io.foldwise.plugin.standard.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Samples;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FocalTest {

    @Test
    void weighsCellsByTheirErrorAndClassesByAlpha() {
        double[] logits = {Math.log(3), Math.log(3)}; // probability 3/4
        double[] targets = {1, 0};
        double positive = -0.25 * 0.25 * Math.log(0.75);
        double negative = -0.75 * 0.75 * Math.log(0.25);
        assertThat(value(2, Optional.empty(), logits, targets)).isCloseTo((positive + negative) / 2, within(1e-15));
        assertThat(value(2, Optional.of(0.1), logits, targets))
                .isCloseTo((0.1 * positive + 0.9 * negative) / 2, within(1e-15));
    }

    @Test
    void isCrossEntropyWithGammaZero() {
        SplittableRandom random = new SplittableRandom(6);
        double[] logits = random.doubles(12, -9, 9).toArray();
        double[] targets = random.doubles(12).toArray();
        double expected = new BinaryCrossEntropy(new BinaryCrossEntropy.Params(1), Samples.schema(4))
                .evaluate(logits, targets, 1, 12, new double[12]);
        assertThat(value(0, Optional.empty(), logits, targets)).isCloseTo(expected, within(1e-14));
    }

    private static double value(double gamma, Optional<Double> alpha, double[] logits, double[] targets) {
        Focal loss = new Focal(new Focal.Params(gamma, alpha), Samples.schema(4));
        return loss.evaluate(logits, targets, 1, logits.length, new double[logits.length]);
    }
}
