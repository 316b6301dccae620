package io.foldwise.plugin.volume.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.AugmentationContract;
import io.foldwise.plugin.volume.box.AnchorGrid;
import io.foldwise.plugin.volume.box.Anchors;
import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.SomeBoxes;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which places of the network's answer find what, beside a search through all of them. */
final class AnchorTargetsTest extends AugmentationContract {

    private static final InputShape.Volume SHAPE = new InputShape.Volume(48, 32, 64, 1);
    private static final AnchorGrid GRID = new AnchorGrid(SomeBoxes.ANCHORS, 12, 8, 16);
    private static final Box LARGE = SomeBoxes.nodule(21, 15, 30, 11);
    private static final Box SMALL = SomeBoxes.nodule(9, 25.5, 50, 4);

    private static AnchorTargets targets(Assignment assignment, int negatives) {
        return new AnchorTargets(
                new AnchorTargets.Params(0.02, assignment, 0.5, 4, negatives), SHAPE, Task.of(SomeBoxes.HEAD));
    }

    @Override
    protected Augmentation augmentation() {
        return targets(Assignment.ONE, 100);
    }

    @Override
    protected InputShape input() {
        return SHAPE;
    }

    @Override
    protected Example example() {
        return example(LARGE, SMALL);
    }

    private static Example example(Box... boxes) {
        return new Example(new Tensor(new float[48 * 32 * 64], 48, 32, 64, 1), List.of(Box.tensor(List.of(boxes))));
    }

    private static float[] cells(AnchorTargets targets, long seed, Box... boxes) {
        Tensor cells = targets.augment(example(boxes), new SplittableRandom(seed))
                .targets()
                .get(0);
        assertThat(cells.shape()).containsExactly(12, 8, 16, 15);
        return cells.values();
    }

    private static int[] places(float[] cells, int label) {
        return IntStream.range(0, GRID.places())
                .filter(place -> cells[place * Anchors.NUMBERS] == label)
                .toArray();
    }

    @Test
    void onePlaceOfThoseThatOverlapFindsTheNodule() {
        for (int seed = 0; seed < 30; seed++) {
            float[] cells = cells(targets(Assignment.ONE, 50), seed, LARGE);
            int[] found = places(cells, AnchorTargets.FOUND);

            assertThat(found).hasSize(1);
            assertThat(GRID.cube(found[0]).overlap(LARGE)).isGreaterThanOrEqualTo(0.5);
            Box decoded = GRID.decode(cells, found[0]);
            assertThat(decoded.z()).isCloseTo(LARGE.z(), within(1e-4));
            assertThat(decoded.y()).isCloseTo(LARGE.y(), within(1e-4));
            assertThat(decoded.x()).isCloseTo(LARGE.x(), within(1e-4));
            assertThat(decoded.diameter()).isCloseTo(LARGE.diameter(), within(1e-4));
        }
    }

    @Test
    void everyPlaceThatOverlapsMayBeTheOne() {
        Box ten = SomeBoxes.nodule(17.5, 17.5, 29.5, 10);
        long overlapping = IntStream.range(0, GRID.places())
                .filter(place -> GRID.cube(place).overlap(ten) >= 0.5)
                .count();

        assertThat(overlapping).isGreaterThan(0);
        assertThat(IntStream.range(0, 200)
                        .mapToObj(seed -> places(cells(targets(Assignment.ONE, 1), seed, ten), AnchorTargets.FOUND)[0])
                        .distinct()
                        .count())
                .isEqualTo(overlapping);
    }

    @Test
    void theNearestCellFindsWhatNoCubeOverlapsFarEnough() {
        int[] found = places(cells(targets(Assignment.ONE, 50), 3, SMALL), AnchorTargets.FOUND);

        assertThat(found).containsExactly(GRID.place(2, 6, 12, 0));
    }

    @Test
    void placesAroundAnyFindingAreNotToFindNothing() {
        Box excluded = new Box(0, 40, 10, 10, 20);
        float[] cells = cells(targets(Assignment.ONE, 0), 1, LARGE, excluded);
        int[] nothing = places(cells, AnchorTargets.NOTHING);
        int[] expected = IntStream.range(0, GRID.places())
                .filter(place -> GRID.cube(place).overlap(LARGE) < 0.02
                        && GRID.cube(place).overlap(excluded) < 0.02)
                .toArray();

        assertThat(nothing).containsExactly(expected);
        assertThat(places(cells, AnchorTargets.FOUND)).hasSize(1);
    }

    @Test
    void drawsAsManyPlacesWithoutANoduleAsAskedFor() {
        int[] once = places(cells(targets(Assignment.ONE, 800), 1, LARGE), AnchorTargets.NOTHING);
        int[] again = places(cells(targets(Assignment.ONE, 800), 2, LARGE), AnchorTargets.NOTHING);

        assertThat(once).hasSize(800).isNotEqualTo(again);
        assertThat(Arrays.stream(once).average().orElseThrow())
                .as("from everywhere")
                .isBetween(GRID.places() * 0.4, GRID.places() * 0.6);
    }

    @Test
    void nodulesWithTheirCentreOutsideAreFoundNowhere() {
        float[] cells = cells(targets(Assignment.ONE, 0), 1, SomeBoxes.nodule(-2, 15, 30, 12));

        assertThat(places(cells, AnchorTargets.FOUND)).isEmpty();
        assertThat(places(cells, AnchorTargets.IGNORED)).isNotEmpty();
        assertThat(places(cells(targets(Assignment.ONE, 0), 1), AnchorTargets.NOTHING))
                .hasSize(GRID.places());
    }

    @Test
    void adaptiveAssignmentFindsEveryNoduleAtItsBestPlaces() {
        float[] cells = cells(targets(Assignment.ATSS, 0), 1, LARGE, SMALL);
        int[] found = places(cells, AnchorTargets.FOUND);

        for (Box nodule : List.of(LARGE, SMALL)) {
            double best = IntStream.range(0, GRID.places())
                    .mapToDouble(place -> GRID.cube(place).overlap(nodule))
                    .max()
                    .orElseThrow();
            assertThat(Arrays.stream(found)
                            .mapToDouble(place -> GRID.cube(place).overlap(nodule))
                            .max()
                            .orElseThrow())
                    .isEqualTo(best);
        }
        assertThat(found.length).isBetween(2, 24);
    }

    @Test
    void refusesEdgesThatAreNoWholeCells() {
        Example odd = new Example(new Tensor(new float[30 * 32 * 32], 30, 32, 32, 1), List.of(Box.tensor(List.of())));

        assertThatThrownBy(() -> targets(Assignment.ONE, 10).augment(odd, new SplittableRandom(1)))
                .isInstanceOf(IncompatibleException.class)
                .hasMessage("anchor-targets: an edge of 30 voxels is no multiple of the 4 that a cell has");
    }
}
