package io.foldwise.plugin.volume.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foldwise.plugin.volume.box.Anchors;
import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.SomeBoxes;
import io.foldwise.plugin.volume.data.ToWorld;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A network that says what its targets are finds the nodule where the table has it: from millimetres of the world to a crop, to the targets of
 * its places, through the head's prediction, and back. The nodules of LUNA16 are those of {@code annotations.csv} in the folder that {@code
 * FOLDWISE_LUNA16_DATA} names.
 */
final class TargetRoundTripTest {

    private static final int EDGE = 64;
    private static final InputShape.Volume CROP = new InputShape.Volume(EDGE, EDGE, EDGE, 1);
    private static final Tensor NOTHING_TO_SEE = new Tensor(new float[EDGE * EDGE * EDGE], EDGE, EDGE, EDGE, 1);

    /** A scan that is turned by some degrees, somewhere in the world. */
    private static final ToWorld SCAN = new ToWorld(0, -0.28, 0.96, -180.3, 0, 0.96, 0.28, 95.7, 1, 0, 0, -310.2);

    private static final float SURE = 9;

    /** Millimetres; places in a crop are numbers of 4 bytes. */
    private static final double EXACT = 1e-4;

    @ParameterizedTest
    @EnumSource(Assignment.class)
    void ofNodulesAtAnyPlace(Assignment assignment) {
        Random random = new Random(2);
        assertFound(
                assignment,
                IntStream.range(0, 300)
                        .mapToObj(i -> new double[] {
                            300 * random.nextDouble() - 150,
                            300 * random.nextDouble() - 150,
                            300 * random.nextDouble() - 300,
                            3 + 30 * random.nextDouble()
                        })
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(Assignment.class)
    void ofEveryNoduleOfLuna16(Assignment assignment) throws IOException {
        Optional<Path> file = Optional.ofNullable(System.getenv("FOLDWISE_LUNA16_DATA"))
                .map(Path::of)
                .map(folder -> folder.resolve("annotations.csv"))
                .filter(Files::exists);
        assumeTrue(file.isPresent(), "FOLDWISE_LUNA16_DATA names no folder with annotations.csv");
        List<double[]> rows = Files.readAllLines(file.get()).stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(cells -> IntStream.rangeClosed(1, 4)
                        .mapToDouble(column -> Double.parseDouble(cells[column]))
                        .toArray())
                .toList();
        assertThat(rows).hasSize(1186);
        assertFound(assignment, rows);
    }

    /** Nodules in the columns of LUNA16: x, y, z in millimetres of the world, and the diameter. */
    private static void assertFound(Assignment assignment, List<double[]> nodules) {
        AnchorTargets targets = new AnchorTargets(
                new AnchorTargets.Params(0.02, assignment, 0.5, 4, 800), CROP, Task.of(SomeBoxes.HEAD));
        SplittableRandom random = new SplittableRandom(1);
        for (double[] nodule : nodules) {
            double[] place = SCAN.along(nodule[0], nodule[1], nodule[2]);
            int[] corner = new int[place.length];
            for (int axis = 0; axis < corner.length; axis++) {
                corner[axis] = (int) Math.floor(place[axis]) - random.nextInt(4, EDGE - 4);
            }
            Box inCrop = SomeBoxes.nodule(place[0] - corner[0], place[1] - corner[1], place[2] - corner[2], nodule[3]);
            Tensor cells = targets.augment(new Example(NOTHING_TO_SEE, List.of(Box.tensor(List.of(inCrop)))), random)
                    .targets()
                    .get(0);
            List<Box> found = Box.of(SomeBoxes.HEAD.prediction(logits(cells)));
            assertThat(found).as("%s", inCrop).hasSize(1);
            double[] world = SCAN.world(
                    found.get(0).z() + corner[0],
                    found.get(0).y() + corner[1],
                    found.get(0).x() + corner[2]);
            for (int axis = 0; axis < world.length; axis++) {
                assertThat(world[axis]).as("%s", inCrop).isCloseTo(nodule[axis], within(EXACT));
            }
            assertThat(found.get(0).diameter()).isCloseTo(nodule[3], within(EXACT));
        }
    }

    /** What a network would say that has learned the targets: places that are not learned from say nothing. */
    private static Tensor logits(Tensor cells) {
        float[] logits = cells.values().clone();
        for (int label = 0; label < logits.length; label += Anchors.NUMBERS) {
            logits[label] = logits[label] == AnchorTargets.FOUND ? SURE : -SURE;
        }
        return new Tensor(logits, cells.shape());
    }
}
