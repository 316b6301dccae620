package io.foldwise.plugin.image.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MasksTest {

    private static final Masks MASKS = new Masks("mask", 1, 2, List.of("left", "right"), Storage.Cell.UBYTE);

    @Test
    void isComparedWithTheMeanMaskAndWithNoneAtAll() {
        Stream<Tensor> targets = Stream.of(mask(1, 0, 0, 1), mask(1, 1, 0, 0), mask(1, 0, 0, 0), mask(0, 0, 0, 1));
        assertThat(MASKS.baselines(targets))
                .containsExactly(entry("mean mask", mask(0.75f, 0.25f, 0, 0.5f)), entry("all empty", mask(0, 0, 0, 0)));
    }

    @Test
    void isComparedWithNothingWithoutSamples() {
        assertThat(MASKS.baselines(Stream.of())).isEmpty();
    }

    private static Tensor mask(float... cells) {
        return new Tensor(cells, 1, 2, 2);
    }
}
