package io.foldwise.plugin.image.postprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.image.metric.EmptyMasks;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing.Fitted;
import io.foldwise.spi.prediction.Predicted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TripletTest {

    private static final List<Double> TOP = List.of(0.4, 0.6, 0.8);
    private static final List<Double> AREA = List.of(0.0, 1.0, 2.0, 3.0, 5.0, 11.0);
    private static final List<Double> BOTTOM = List.of(0.2, 0.4, 0.5, 0.7);
    private static final AreaUnit SHARES = new AreaUnit(List.of());
    private static final AreaUnit PIXELS = new AreaUnit(List.of(6, 7));

    @Test
    void findsTheBestOfAllTriplets() {
        for (long seed = 1; seed <= 6; seed++) {
            SomeMasks some = SomeMasks.of(seed, 20, "lesion");
            for (EmptyMasks empty : EmptyMasks.values()) {
                Fitted fitted = triplet(some, TOP, AREA, BOTTOM, empty);
                assertThat(some.dice(fitted, empty)).isCloseTo(bruteForce(some, empty), within(1e-12));
            }
        }
    }

    /** One triplet after the other, each by the rule as it is applied. */
    private static double bruteForce(SomeMasks some, EmptyMasks empty) {
        double best = Double.NEGATIVE_INFINITY;
        for (double top : TOP) {
            for (double area : AREA) {
                for (double bottom : BOTTOM) {
                    if (bottom <= top) {
                        Fitted one = triplet(some, List.of(top), List.of(area), List.of(bottom), empty);
                        best = Math.max(best, some.dice(one, empty));
                    }
                }
            }
        }
        return best;
    }

    private static Fitted triplet(
            SomeMasks some, List<Double> top, List<Double> area, List<Double> bottom, EmptyMasks empty) {
        return step(some, top, area, bottom, PIXELS, empty).fit(some.masks(), some.targets(), some.predictions());
    }

    private static Triplet step(
            SomeMasks some, List<Double> top, List<Double> area, List<Double> bottom, AreaUnit unit, EmptyMasks empty) {
        return new Triplet(new Triplet.Params(top, area, bottom, unit, empty), some.masks());
    }

    /** 42 pixels: 3 are certain. */
    @Test
    void emptiesWhereFewerPixelsAreCertain() {
        SomeMasks some = SomeMasks.of(1, 1, "lesion");
        float[] cells = new float[42];
        cells[3] = 0.8f;
        cells[8] = 0.9f;
        cells[9] = 0.76f;
        cells[10] = 0.75f;
        cells[20] = 0.31f;
        Predicted prediction = Predicted.alone("x", SomeMasks.tensor(cells, 1));

        Tensor kept = step(some, List.of(0.75), List.of(3.0), List.of(0.3), PIXELS, EmptyMasks.KAGGLE)
                .fit(some.masks(), some.targets(), some.predictions())
                .apply(prediction);
        Tensor emptied = step(some, List.of(0.75), List.of(4.0), List.of(0.3), PIXELS, EmptyMasks.KAGGLE)
                .fit(some.masks(), some.targets(), some.predictions())
                .apply(prediction);

        for (int cell = 0; cell < 42; cell++) {
            assertThat(kept.values()[cell] > 0.5f).isEqualTo(cells[cell] > 0.3f);
        }
        assertThat(emptied.values()).containsOnly(0);
    }

    @Test
    void leavesMasksWhereNoRuleHelps() {
        SomeMasks some = SomeMasks.of(1, 1, "lesion");
        List<Tensor> targets = List.of(SomeMasks.tensor(new float[42], 1));
        List<Predicted> predictions = List.of(Predicted.alone("x", SomeMasks.tensor(new float[42], 1)));
        Fitted fitted =
                step(some, TOP, AREA, BOTTOM, PIXELS, EmptyMasks.KAGGLE).fit(some.masks(), targets, predictions);
        assertThat(fitted.values()).containsEntry("area", 0.0);
    }

    @Test
    void findsOneForEachClass() {
        SomeMasks some = SomeMasks.of(4, 20, "left", "right");
        Triplet step = step(some, TOP, AREA, BOTTOM, PIXELS, EmptyMasks.KAGGLE);
        Fitted fitted = step.fit(some.masks(), some.targets(), some.predictions());
        assertThat(fitted.values())
                .containsOnlyKeys("left.top", "left.area", "left.bottom", "right.top", "right.area", "right.bottom");
        assertThat(step.restore(some.masks(), fitted.values())
                        .apply(some.predictions().get(2)))
                .isEqualTo(fitted.apply(some.predictions().get(2)));
        for (double top : TOP) {
            Map<String, Double> other = new TreeMap<>(fitted.values());
            other.put("right.top", top);
            assertThat(some.dice(fitted, EmptyMasks.KAGGLE))
                    .isGreaterThanOrEqualTo(some.dice(step.restore(some.masks(), other), EmptyMasks.KAGGLE) - 1e-12);
        }
    }

    @Test
    void refusesPixelsWithoutASize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Triplet.Params(TOP, List.of(800.0), BOTTOM, SHARES, EmptyMasks.KAGGLE))
                .withMessageContaining("at-size = [1024, 1024]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Triplet.Params(List.of(0.3), AREA, List.of(0.5), PIXELS, EmptyMasks.KAGGLE))
                .withMessage("every bottom is above every top");
    }
}
