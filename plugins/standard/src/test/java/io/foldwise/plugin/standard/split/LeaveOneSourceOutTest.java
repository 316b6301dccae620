package io.foldwise.plugin.standard.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.SplitContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Split;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LeaveOneSourceOutTest extends SplitContract {

    private final Dataset data = TinyData.vectors();

    @Override
    protected Split split() {
        return split("site", 0);
    }

    @Override
    protected boolean changesWithTheSeed() {
        return false;
    }

    private static Split split(String column, double validationShare, String... heldOut) {
        return new LeaveOneSourceOut(new LeaveOneSourceOut.Params(column, validationShare, List.of(heldOut)));
    }

    @Test
    void holdsOutEverySampleOfASource() {
        List<Fold> folds = split("site", 0).split(data, new SplittableRandom(1));
        assertThat(folds).hasSize(4);
        for (int fold = 0; fold < 4; fold++) {
            String site = "site-" + fold;
            assertThat(Arrays.stream(folds.get(fold).heldOut()).mapToObj(row -> data.attribute(row, "site")))
                    .allSatisfy(source -> assertThat(source).hasValue(site));
            assertThat(Arrays.stream(folds.get(fold).train()).mapToObj(row -> data.attribute(row, "site")))
                    .allSatisfy(source -> assertThat(source).isNotEmpty().isNotEqualTo(site));
        }
    }

    @Test
    void holdsOutNamedSourcesOnly() {
        List<Fold> folds = split("site", 0, "site-3", "site-1").split(data, new SplittableRandom(1));
        assertThat(folds).hasSize(2);
        assertThat(Arrays.stream(folds.get(0).heldOut()).mapToObj(row -> data.attribute(row, "site")))
                .hasSize(12)
                .allSatisfy(source -> assertThat(source).hasValue("site-1"));
        assertThat(folds.get(0).train()).hasSize(36);
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> split("site", 0, "site-9").split(data, new SplittableRandom(1)))
                .withMessage("held-out: column 'site' has no value 'site-9'; there are site-0, site-1, site-2, site-3");
    }

    @Test
    void keepsAShareOfTheOtherSourcesForEarlyStopping() {
        for (Fold fold : split("site", 0.25).split(data, new SplittableRandom(1))) {
            assertThat(fold.heldOut()).hasSize(12);
            assertThat(fold.validation()).hasSize(9).doesNotContain(fold.heldOut());
        }
    }

    @Test
    void namesTheColumnsThatThereAre() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> split("hospital", 0).split(data, new SplittableRandom(1)))
                .withMessage("the data has no column 'hospital'; those to split by are site");
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> split("hospital", 0).split(Samples.of(new float[9][1]), new SplittableRandom(1)))
                .withMessage("the data has no column 'hospital' to split by, nor any other: let its reader keep one");
    }
}
