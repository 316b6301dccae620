package io.foldwise.plugin.image.postprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.plugin.image.metric.EmptyMasks;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing.Fitted;
import io.foldwise.spi.prediction.Predicted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ComponentsTest {

    private static final List<Double> AREA = List.of(0.0, 2.0, 3.0, 6.0);
    private static final AreaUnit PIXELS = new AreaUnit(List.of(6, 7));

    @Test
    void fillsHolesAndDropsWhatIsSmall() {
        assertThat(after(4, true, """
                .###..#
                .#.#...
                .###..#
                ......#
                """)).isEqualTo("""
                .###...
                .###...
                .###...
                .......
                """);
        assertThat(after(2, false, """
                .###..#
                .#.#...
                .###..#
                ......#
                """)).isEqualTo("""
                .###...
                .#.#...
                .###..#
                ......#
                """);
    }

    @Test
    void takesCornersForTouching() {
        assertThat(after(3, true, """
                #......
                .#.#.#.
                ..#.#..
                .......
                """)).isEqualTo("""
                #......
                .#.#.#.
                ..#.#..
                .......
                """);
        assertThat(after(0, true, """
                ..#....
                .#.#...
                ..#....
                .......
                """)).isEqualTo("""
                ..#....
                .###...
                ..#....
                .......
                """);
    }

    private static String after(int pixels, boolean fillHoles, String picture) {
        Masks masks = new Masks("mask", 4, 7, List.of("lesion"), Storage.Cell.FLOAT);
        String rows = picture.replace("\n", "");
        float[] cells = new float[28];
        for (int pixel = 0; pixel < 28; pixel++) {
            cells[pixel] = rows.charAt(pixel) == '#' ? 0.6f : 0.5f;
        }
        Components step = new Components(
                new Components.Params(
                        List.of((double) pixels), new AreaUnit(List.of(4, 7)), fillHoles, EmptyMasks.KAGGLE),
                masks);
        Tensor changed = step.fit(masks, List.of(), List.of()).apply(Predicted.alone("x", new Tensor(cells, 4, 7, 1)));
        StringBuilder text = new StringBuilder();
        for (int pixel = 0; pixel < 28; pixel++) {
            text.append(changed.values()[pixel] > 0.5f ? '#' : '.').append(pixel % 7 == 6 ? "\n" : "");
        }
        return text.toString();
    }

    @Test
    void findsTheBestArea() {
        for (long seed = 1; seed <= 6; seed++) {
            SomeMasks some = SomeMasks.of(seed, 20, "left", "right");
            for (EmptyMasks empty : EmptyMasks.values()) {
                Components step = new Components(new Components.Params(AREA, PIXELS, true, empty), some.masks());
                double best = 0;
                for (double left : AREA) {
                    for (double right : AREA) {
                        Fitted other =
                                step.restore(some.masks(), Map.of("left.area", left / 42, "right.area", right / 42));
                        best = Math.max(best, some.dice(other, empty));
                    }
                }
                Fitted fitted = step.fit(some.masks(), some.targets(), some.predictions());
                assertThat(some.dice(fitted, empty)).isCloseTo(best, within(1e-12));
            }
        }
    }
}
