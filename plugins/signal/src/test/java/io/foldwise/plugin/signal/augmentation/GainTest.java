package io.foldwise.plugin.signal.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Example;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class GainTest {

    private static final InputShape.Signal SHAPE = new InputShape.Signal(2, 3, 100);

    @Test
    void multipliesEveryValueByOneFactorWithinTheLimits() {
        Gain gain = new Gain(new Gain.Params(0.85, 1.15), SHAPE);
        float[] values = {1, -2, 3, 4, 0, 8};
        float[] drawn = gain.augment(
                        new Example(new Tensor(values, 3, 2), List.of(Tensor.row(1))), new SplittableRandom(5))
                .input()
                .values();
        assertThat(drawn[0]).isBetween(0.85f, 1.15f).isNotEqualTo(1f);
        for (int i = 0; i < values.length; i++) {
            assertThat(drawn[i]).isEqualTo(values[i] * drawn[0]);
        }
    }
}
