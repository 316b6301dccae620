package io.foldwise.plugin.standard.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.SplitContract;
import io.foldwise.plugin.standard.Components;
import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Split;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RepeatedTest extends SplitContract {

    @Override
    protected Split split() {
        return repeated(GroupedKFold.class, new GroupedKFold.Params(3, 0.2));
    }

    @Override
    protected int timesHeldOut() {
        return 2;
    }

    private static Split repeated(Class<? extends Split> split, Record params) {
        return new Repeated(new Repeated.Params(2, Components.spec(split, params)), new Components());
    }

    @Test
    void drawsOtherFoldsEveryTime() {
        Split kFold = repeated(KFold.class, new KFold.Params(4, true, 0));
        List<Fold> folds = kFold.split(Samples.of(new float[20][1]), new SplittableRandom(1));
        assertThat(kFold.folds()).hasValue(8);
        assertThat(EverySplitTest.describe(folds.subList(0, 4)))
                .isNotEqualTo(EverySplitTest.describe(folds.subList(4, 8)));
    }

    @Test
    void refusesToRepeatWhatIsTheSameEveryTime() {
        Split inOrder = repeated(KFold.class, new KFold.Params(4, false, 0));
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> inOrder.split(Samples.of(new float[20][1]), new SplittableRandom(1)))
                .withMessageContaining("the same folds every time");
    }

    @Test
    void asksForWhatTheRepeatedSplitAsksFor() {
        assertThat(split().needsGroups()).isTrue();
        assertThat(repeated(KFold.class, new KFold.Params(4, true, 0)).needsGroups())
                .isFalse();
        assertThat(repeated(LeaveOneSourceOut.class, new LeaveOneSourceOut.Params("site", 0.1, List.of()))
                        .folds())
                .isEmpty();
    }
}
