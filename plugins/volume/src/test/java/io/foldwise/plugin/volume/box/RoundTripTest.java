package io.foldwise.plugin.volume.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What cells are to say of a nodule stands for that nodule, from every place around it. */
final class RoundTripTest {

    /** Centres and sizes are numbers of 4 bytes; places in a scan have three digits before the point. */
    private static final double EXACT = 1e-4;

    @Test
    void ofNodulesAtAnyPlace() {
        Random random = new Random(2);
        List<Box> nodules = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            nodules.add(SomeBoxes.nodule(
                    300 * random.nextDouble(),
                    300 * random.nextDouble(),
                    300 * random.nextDouble(),
                    3 + 30 * random.nextDouble()));
        }
        assertSame(nodules);
    }

    private static void assertSame(List<Box> nodules) {
        AnchorGrid grid = new AnchorGrid(SomeBoxes.ANCHORS, 100, 100, 100);
        float[] cells = new float[grid.places() * Anchors.NUMBERS];
        for (Box nodule : nodules) {
            for (int anchor = 0; anchor < 3; anchor++) {
                int place = grid.place(
                        grid.nearest(nodule.z(), 100),
                        grid.nearest(nodule.y(), 100),
                        Math.max(0, grid.nearest(nodule.x(), 100) - 1),
                        anchor);
                grid.encode(nodule, place, cells);
                Box decoded = grid.decode(cells, place);
                assertThat(decoded.z()).isCloseTo(nodule.z(), within(EXACT));
                assertThat(decoded.y()).isCloseTo(nodule.y(), within(EXACT));
                assertThat(decoded.x()).isCloseTo(nodule.x(), within(EXACT));
                assertThat(decoded.diameter()).isCloseTo(nodule.diameter(), within(EXACT));
            }
        }
    }
}
