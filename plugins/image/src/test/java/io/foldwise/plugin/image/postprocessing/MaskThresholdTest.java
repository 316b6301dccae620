package io.foldwise.plugin.image.postprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.image.metric.EmptyMasks;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing.Fitted;
import io.foldwise.spi.prediction.Predicted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MaskThresholdTest {

    private static final List<Double> GRID = List.of(0.1, 0.2, 0.35, 0.5, 0.75);

    @Test
    void findsTheBestThreshold() {
        for (long seed = 1; seed <= 8; seed++) {
            SomeMasks some = SomeMasks.of(seed, 20, "lesion");
            for (EmptyMasks empty : EmptyMasks.values()) {
                double best = GRID.stream()
                        .mapToDouble(threshold -> some.dice(of(some, empty, threshold), empty))
                        .max()
                        .orElseThrow();
                Fitted fitted = new MaskThreshold(new MaskThreshold.Params(GRID, empty), some.masks())
                        .fit(some.masks(), some.targets(), some.predictions());
                assertThat(some.dice(fitted, empty)).isCloseTo(best, within(1e-12));
            }
        }
    }

    private static Fitted of(SomeMasks some, EmptyMasks empty, double threshold) {
        return new MaskThreshold(new MaskThreshold.Params(List.of(threshold), empty), some.masks())
                .fit(some.masks(), some.targets(), some.predictions());
    }

    @Test
    void findsOneForEachClass() {
        SomeMasks some = SomeMasks.of(3, 30, "left", "right");
        MaskThreshold step = new MaskThreshold(new MaskThreshold.Params(GRID, EmptyMasks.KAGGLE), some.masks());
        Fitted fitted = step.fit(some.masks(), some.targets(), some.predictions());
        for (double left : GRID) {
            for (double right : GRID) {
                Fitted other = step.restore(some.masks(), Map.of("left.threshold", left, "right.threshold", right));
                assertThat(some.dice(fitted, EmptyMasks.KAGGLE))
                        .isGreaterThanOrEqualTo(some.dice(other, EmptyMasks.KAGGLE) - 1e-12);
            }
        }
    }

    @Test
    void keepsTheOrderOfPixels() {
        float[] ascending = {0, 0.1f, 0.29f, 0.3f, Math.nextUp(0.3f), 0.31f, 0.5f, 0.9f, 1};
        for (int place = 1; place < ascending.length; place++) {
            assertThat(Threshold.moved(ascending[place], 0.3f))
                    .isGreaterThanOrEqualTo(Threshold.moved(ascending[place - 1], 0.3f));
            assertThat(Threshold.moved(ascending[place], 0.3f) > 0.5f).isEqualTo(ascending[place] > 0.3f);
        }
        assertThat(Threshold.moved(0, 0)).isZero();
        assertThat(Threshold.moved(1, 1)).isEqualTo(0.5f);
    }

    @Test
    void staysAtOneHalfWhereNothingIsToBeLearned() {
        SomeMasks some = SomeMasks.of(1, 0, "lesion");
        MaskThreshold step = new MaskThreshold(new MaskThreshold.Params(GRID, EmptyMasks.KAGGLE), some.masks());
        assertThat(step.fit(some.masks(), List.of(), List.of()).values()).isEqualTo(Map.of("threshold", 0.5));
    }

    @Test
    void isRestoredFromItsValues() {
        SomeMasks some = SomeMasks.of(5, 20, "left", "right");
        MaskThreshold step = new MaskThreshold(new MaskThreshold.Params(GRID, EmptyMasks.KAGGLE), some.masks());
        Fitted fitted = step.fit(some.masks(), some.targets(), some.predictions());
        Predicted any = some.predictions().get(0);
        Tensor before = new Tensor(any.own().values().clone(), any.own().shape());
        assertThat(step.restore(some.masks(), fitted.values()).apply(any)).isEqualTo(fitted.apply(any));
        assertThat(any.own()).as("what was given").isEqualTo(before);
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> step.restore(some.masks(), Map.of("left.threshold", 0.5)))
                .withMessage("lacks 'right.threshold'");
    }
}
