package io.foldwise.plugin.standard.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.validation.Fold;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class KFoldTest {

    private final Samples samples = Samples.of(new float[13][1]);

    @Test
    void makesFoldsWhoseSizesDifferByAtMostOne() {
        for (int folds = 2; folds <= 13; folds++) {
            for (Fold fold : split(new KFold.Params(folds, true, 0))) {
                assertThat(fold.heldOut().length).isBetween(13 / folds, (13 + folds - 1) / folds);
            }
        }
    }

    @Test
    void isContiguousWithoutShuffling() {
        List<Fold> folds = split(new KFold.Params(4, false, 0));
        assertThat(folds.get(0).heldOut()).containsExactly(0, 1, 2);
        assertThat(folds.get(3).heldOut()).containsExactly(10, 11, 12);
    }

    @Test
    void shufflesOtherwiseByTheGivenRandomness() {
        List<Fold> folds = split(new KFold.Params(4, true, 0));
        List<Fold> others = new KFold(new KFold.Params(4, true, 0)).split(samples, new SplittableRandom(2));
        assertThat(folds.get(0).heldOut()).isNotEqualTo(new int[] {0, 1, 2});
        assertThat(EverySplitTest.describe(others)).isNotEqualTo(EverySplitTest.describe(folds));
    }

    @Test
    void validatesOnHeldOutSamplesUnlessGivenAShare() {
        for (Fold fold : split(new KFold.Params(4, true, 0))) {
            assertThat(fold.validation()).isEqualTo(fold.heldOut());
        }
        for (Fold fold : split(new KFold.Params(4, true, 0.2))) {
            assertThat(fold.validation()).hasSize(2).doesNotContain(fold.heldOut());
            assertThat(fold.train()).doesNotContain(fold.validation());
        }
    }

    @Test
    void refusesMoreFoldsThanSamples() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> split(new KFold.Params(14, true, 0)))
                .withMessage("14 folds need at least 14 samples; the data has 13");
    }

    @Test
    void refusesAValidationShareThatIsLessThanASample() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> split(new KFold.Params(2, true, 0.01)))
                .withMessageContaining("part 2 empty");
    }

    private List<Fold> split(KFold.Params params) {
        return new KFold(params).split(samples, new SplittableRandom(1));
    }
}
