package io.foldwise.plugin.standard.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Components;
import io.foldwise.plugin.standard.Samples;
import org.junit.jupiter.api.Test;

final class LabelSmoothingTest {

    private final LabelSmoothing loss = new LabelSmoothing(
            new LabelSmoothing.Params(Components.spec(BinaryCrossEntropy.class, new BinaryCrossEntropy.Params(1)), 0.1),
            new Components(),
            Samples.schema(4));

    @Test
    void givesTheOtherLossSofterTargets() {
        double[] logits = {2, -1, 0.5};
        double expected = new BinaryCrossEntropy(new BinaryCrossEntropy.Params(1), Samples.schema(4))
                .evaluate(logits, new double[] {0.95, 0.05, 0.5}, 1, 3, new double[3]);
        assertThat(loss.evaluate(logits, new double[] {1, 0, 0.5}, 1, 3, new double[3]))
                .isCloseTo(expected, within(1e-15));
    }

    @Test
    void punishesMoreCertaintyThanItAsksFor() {
        double[] gradient = new double[2];
        loss.evaluate(new double[] {50, Math.log(19)}, new double[] {1, 1}, 1, 2, gradient);
        assertThat(gradient).containsExactly(new double[] {0.025, 0}, within(1e-15));
    }
}
