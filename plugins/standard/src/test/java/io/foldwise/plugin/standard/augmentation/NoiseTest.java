package io.foldwise.plugin.standard.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.AugmentationContract;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class NoiseTest extends AugmentationContract {

    @Override
    protected Augmentation augmentation() {
        return new Noise(new Noise.Params(0.1), input());
    }

    @Test
    void hasTheDeviationThatIsAskedFor() {
        float[] noise = new Noise(new Noise.Params(0.5), input())
                .augment(new Example(Tensor.row(new float[20_000]), List.of()), new SplittableRandom(1))
                .input()
                .values();
        double squares = 0;
        double sum = 0;
        for (float value : noise) {
            sum += value;
            squares += value * value;
        }

        assertThat(sum / noise.length).isCloseTo(0, within(0.02));
        assertThat(Math.sqrt(squares / noise.length)).isCloseTo(0.5, within(0.02));
    }

    @Test
    void refusesCategories() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new Noise(new Noise.Params(0.1), new InputShape.Sequence(20, 9)))
                .withMessageContaining("measured numbers");
    }
}
