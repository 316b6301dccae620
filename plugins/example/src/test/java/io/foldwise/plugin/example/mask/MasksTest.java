package io.foldwise.plugin.example.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MasksTest {

    private static final Masks MASKS = new Masks(1, 2, Storage.Cell.UBYTE);

    @Test
    void whatAModelWouldSayThatLearnedNothingIsTheMeanMask() {
        Stream<Tensor> targets = Stream.of(mask(1, 0), mask(1, 1), mask(1, 0), mask(0, 0));
        assertThat(MASKS.baselines(targets)).containsEntry("mean mask", mask(0.75f, 0.25f));
    }

    @Test
    void everyPixelIsAQuestionOfItsOwn() {
        assertThat(MASKS.prediction(mask(0, 100))).isEqualTo(mask(0.5f, 1));
    }

    private static Tensor mask(float... pixels) {
        return new Tensor(pixels, 1, 2, 1);
    }
}
