package io.foldwise.plugin.image.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.AugmentationContract;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import org.junit.jupiter.api.Test;

final class FirstChannelsTest extends AugmentationContract {

    private static final Brightness.Params HALF = new Brightness.Params(0.5, Brightness.By.SHIFT);

    private static final Assembler ASSEMBLER = new Assembler() {
        @Override
        @SuppressWarnings("unchecked")
        public <T> T build(Spec<T> spec) {
            if (spec.params() instanceof Flip.Params flip) {
                return (T) new Flip(flip, Discs.WIDE.input(), Discs.WIDE.task());
            }
            return spec.params() instanceof Cutout.Params cutout
                    ? (T) new Cutout(cutout, Discs.WIDE.input())
                    : (T) new Brightness((Brightness.Params) spec.params(), Discs.WIDE.input());
        }
    };

    @Override
    protected Augmentation augmentation() {
        return first(1);
    }

    @Override
    protected InputShape input() {
        return Discs.WIDE.input();
    }

    @Override
    protected Example example() {
        return Discs.WIDE.example();
    }

    @Test
    void changesThemAndLeavesTheOthers() {
        float[] before = example().input().values();
        assertThat(Discs.WIDE.draws(augmentation(), 5)).allSatisfy(changed -> {
            float[] after = changed.input().values();
            int different = 0;
            for (int i = 0; i < after.length; i += 2) {
                different += after[i] == before[i] ? 0 : 1;
                assertThat(after[i + 1]).isEqualTo(before[i + 1]);
            }
            assertThat(different).isGreaterThan(after.length / 4);
        });
    }

    @Test
    void isWhatItAppliesWhereThereAreNoOthers() {
        Augmentation brightness = new Brightness(HALF, Discs.WIDE.input());

        assertThat(Discs.WIDE.draws(first(2), 3).toList())
                .isEqualTo(Discs.WIDE.draws(brightness, 3).toList());
    }

    @Test
    void refusesMoreChannelsThanThereAre() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> first(3))
                .withMessageContaining("changes 3 channels, but is given images of 24 x 32 pixels in 2 channels");
    }

    /** The masks and the other channel would stay where they are. */
    @Test
    void refusesWhatMovesPixels() {
        Spec<Augmentation> flip = new Spec<>("flip", Flip.class, new Flip.Params(Flip.Axis.HORIZONTAL), "here");

        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> first(1, flip))
                .withMessageContaining("'flip' does not say that it leaves pixels where they are");
    }

    @Test
    void takesWhatChangesValues() {
        Spec<Augmentation> cutout = new Spec<>("cutout", Cutout.class, new Cutout.Params(1, 0.5), "here");

        assertThat(first(1, cutout).keepsPlaces()).isTrue();
        assertThat(Discs.WIDE.draws(first(1, cutout), 3))
                .allSatisfy(changed ->
                        assertThat(changed.targets()).isEqualTo(example().targets()));
    }

    private static Augmentation first(int count) {
        return first(count, new Spec<>("brightness", Brightness.class, HALF, "here"));
    }

    private static Augmentation first(int count, Spec<Augmentation> of) {
        return new FirstChannels(new FirstChannels.Params(count, of), Discs.WIDE.input(), ASSEMBLER);
    }
}
