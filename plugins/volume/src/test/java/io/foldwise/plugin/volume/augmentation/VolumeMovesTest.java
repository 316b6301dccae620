package io.foldwise.plugin.volume.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.AugmentationContract;
import io.foldwise.plugin.volume.TinyVolumes;
import io.foldwise.plugin.volume.augmentation.VolumeCrop.Scale;
import io.foldwise.plugin.volume.augmentation.VolumeFlip.Axis;
import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.SomeBoxes;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Nodules and masks go where the voxels go that they are of. */
final class VolumeMovesTest {

    private static final int EDGE = 32;
    private static final InputShape.Volume SHAPE = new InputShape.Volume(EDGE, EDGE, EDGE, 1);
    private static final Task NODULES = Task.of(SomeBoxes.HEAD);
    private static final Task BOTH = Task.of(SomeBoxes.HEAD, new MaskHead());

    /** A mask of any size. */
    private record MaskHead() implements Head {
        @Override
        public String name() {
            return "mask";
        }

        @Override
        public long[] logits() {
            return new long[] {-1, -1, -1, 1};
        }

        @Override
        public Storage storage() {
            return new Storage.Arrays(Storage.Cell.UBYTE);
        }
    }

    private abstract static class VolumeContract extends AugmentationContract {
        @Override
        protected InputShape input() {
            return SHAPE;
        }

        @Override
        protected Example example() {
            Tensor part = new TinyVolumes(8).region(7, 0, 0, 0, EDGE, EDGE, EDGE);
            return new Example(part, List.of(Box.tensor(new TinyVolumes(8).nodules(7))));
        }
    }

    @Nested
    final class OfFlip extends VolumeContract {
        @Override
        protected Augmentation augmentation() {
            return new VolumeFlip(new VolumeFlip.Params(List.of(Axis.values())), SHAPE, NODULES);
        }
    }

    @Nested
    final class OfCrop extends VolumeContract {
        @Override
        protected Augmentation augmentation() {
            return new VolumeCrop(new VolumeCrop.Params(List.of(16, 20, 24), 4, 1, Optional.empty()), SHAPE, NODULES);
        }
    }

    @Nested
    final class OfScaledCrop extends VolumeContract {
        @Override
        protected Augmentation augmentation() {
            return scaled(NODULES, List.of(16, 20, 24), 4, new Scale(0.75, 1.25, 4, 120));
        }
    }

    private static Augmentation scaled(Task task, List<Integer> size, double border, Scale scale) {
        return new VolumeCrop(new VolumeCrop.Params(size, border, 1, Optional.of(scale)), SHAPE, task);
    }

    @Nested
    final class OfRotation extends VolumeContract {
        @Override
        protected Augmentation augmentation() {
            return new VolumeRotation(new VolumeRotation.Params(true, 20), SHAPE, NODULES);
        }
    }

    /** A bright ball where the nodule is, and the same as a mask. */
    private static Example ball(Box nodule) {
        float[] volume = new float[EDGE * EDGE * EDGE];
        float[] mask = new float[volume.length];
        for (int at = 0; at < volume.length; at++) {
            Box here = SomeBoxes.nodule(at / EDGE / EDGE, at / EDGE % EDGE, at % EDGE, 1);
            double distance = Math.sqrt(here.squaredDistance(nodule));
            volume[at] = (float) Math.exp(-distance * distance / nodule.diameter());
            mask[at] = distance <= nodule.diameter() / 2 ? 1 : 0;
        }
        int[] shape = {EDGE, EDGE, EDGE, 1};
        return new Example(new Tensor(volume, shape), List.of(Box.tensor(List.of(nodule)), new Tensor(mask, shape)));
    }

    /** The centre of gravity of what is bright. */
    private static double[] middle(Tensor volume) {
        int[] shape = volume.shape();
        double[] sums = new double[3];
        double all = 0;
        for (int at = 0; at < volume.values().length; at++) {
            double weight = volume.values()[at];
            sums[0] += weight * (at / shape[2] / shape[1]);
            sums[1] += weight * (at / shape[2] % shape[1]);
            sums[2] += weight * (at % shape[2]);
            all += weight;
        }
        return new double[] {sums[0] / all, sums[1] / all, sums[2] / all};
    }

    private static void assertFollows(Augmentation augmentation, double tolerance) {
        Example before = ball(SomeBoxes.nodule(14, 18, 13, 9));
        for (int draw = 0; draw < 20; draw++) {
            Example after = augmentation.augment(before, new SplittableRandom(draw));
            Box nodule = Box.of(after.targets().get(0)).get(0);
            for (Tensor voxels : List.of(after.input(), after.targets().get(1))) {
                double[] middle = middle(voxels);
                assertThat(middle[0]).isCloseTo(nodule.z(), within(tolerance));
                assertThat(middle[1]).isCloseTo(nodule.y(), within(tolerance));
                assertThat(middle[2]).isCloseTo(nodule.x(), within(tolerance));
            }
            double mask = 0;
            for (float cell : after.targets().get(1).values()) {
                mask += cell;
            }
            double ballOfTheBox = Math.PI / 6 * Math.pow(nodule.diameter(), 3);
            assertThat(mask / ballOfTheBox).as("the mask fills the box").isBetween(0.75, 1.3);
        }
    }

    @Test
    void flipTakesNodulesAlong() {
        assertFollows(new VolumeFlip(new VolumeFlip.Params(List.of(Axis.values())), SHAPE, BOTH), 0.05);
        Augmentation width = new VolumeFlip(new VolumeFlip.Params(List.of(Axis.WIDTH)), SHAPE, NODULES);
        Example example = new Example(
                new Tensor(new float[EDGE * EDGE * EDGE], EDGE, EDGE, EDGE, 1),
                List.of(Box.tensor(List.of(SomeBoxes.nodule(1, 2, 3, 4)))));
        List<Box> seen = randoms(20)
                .map(random ->
                        Box.of(width.augment(example, random).targets().get(0)).get(0))
                .distinct()
                .toList();
        assertThat(seen).containsExactlyInAnyOrder(SomeBoxes.nodule(1, 2, 3, 4), SomeBoxes.nodule(1, 2, 28, 4));
    }

    @Test
    void cropTakesNodulesAlong() {
        assertFollows(new VolumeCrop(new VolumeCrop.Params(List.of(22), 9, 1, Optional.empty()), SHAPE, BOTH), 0.2);
    }

    @Test
    void scaleTakesNodulesAlong() {
        assertFollows(scaled(BOTH, List.of(24), 9, new Scale(0.75, 1.25, 2, 120)), 0.5);
    }

    @Test
    void rotationTakesNodulesAlong() {
        assertFollows(new VolumeRotation(new VolumeRotation.Params(true, 0), SHAPE, BOTH), 0.05);
        assertFollows(new VolumeRotation(new VolumeRotation.Params(false, 45), SHAPE, BOTH), 0.2);
    }

    @Test
    void quarterTurnsAreFour() {
        Augmentation quarters = new VolumeRotation(new VolumeRotation.Params(true, 0), SHAPE, NODULES);
        Example example = new Example(
                new Tensor(new float[EDGE * EDGE * EDGE], EDGE, EDGE, EDGE, 1),
                List.of(Box.tensor(List.of(SomeBoxes.nodule(1, 2, 3, 4)))));

        assertThat(randoms(40)
                        .map(random -> Box.of(quarters.augment(example, random)
                                        .targets()
                                        .get(0))
                                .get(0))
                        .distinct())
                .containsExactlyInAnyOrder(
                        SomeBoxes.nodule(1, 2, 3, 4),
                        SomeBoxes.nodule(1, 28, 2, 4),
                        SomeBoxes.nodule(1, 29, 28, 4),
                        SomeBoxes.nodule(1, 3, 29, 4));
    }

    @Test
    void scaleKeepsToTheSmallestAndTheLargest() {
        Augmentation scale = scaled(BOTH, List.of(24), 9, new Scale(0.75, 1.25, 8, 20));
        for (int draw = 0; draw < 40; draw++) {
            SplittableRandom random = new SplittableRandom(draw);
            assertThat(diameter(scale, 9, random)).isBetween(8.0, 11.25);
            assertThat(diameter(scale, 5, random)).as("no smaller yet").isBetween(5.0, 6.25);
            assertThat(diameter(scale, 18, random)).isBetween(13.5, 20.0);
        }
    }

    @Test
    void scaledCropsMakeUpNoVoxelsBeyondTheVolume() {
        float[] distinct = new float[EDGE * EDGE * EDGE];
        for (int at = 0; at < distinct.length; at++) {
            distinct[at] = at;
        }
        Example example = new Example(
                new Tensor(distinct, EDGE, EDGE, EDGE, 1),
                List.of(
                        Box.tensor(List.of(SomeBoxes.nodule(2, 29, 15, 6))),
                        new Tensor(new float[EDGE * EDGE * EDGE], EDGE, EDGE, EDGE, 1)));
        Augmentation crop = scaled(BOTH, List.of(28), 4, new Scale(0.5, 1.25, 1, 120));

        assertThat(randoms(60)).allSatisfy(random -> {
            float[] voxels = crop.augment(example, random).input().values();
            assertThat(IntStream.range(1, voxels.length).filter(at -> voxels[at] == voxels[at - 1]))
                    .as("voxels that repeat their neighbour")
                    .isEmpty();
        });
        assertThat(randoms(60)
                        .map(random -> Box.of(
                                        crop.augment(example, random).targets().get(0))
                                .get(0)
                                .diameter()))
                .as("as small as the volume of 32 voxels allows")
                .allMatch(diameter -> diameter >= 6 * 28 / 32.0)
                .anyMatch(diameter -> diameter < 6 * 0.95)
                .anyMatch(diameter -> diameter > 6 * 1.1);
    }

    private static Stream<SplittableRandom> randoms(int count) {
        return IntStream.range(0, count).mapToObj(SplittableRandom::new);
    }

    private static double diameter(Augmentation augmentation, double before, SplittableRandom random) {
        Example after = augmentation.augment(ball(SomeBoxes.nodule(15, 15, 15, before)), random);
        return Box.of(after.targets().get(0)).get(0).diameter();
    }

    @Test
    void cropsHoldANoduleAwayFromTheirFaces() {
        Augmentation crop = new VolumeCrop(new VolumeCrop.Params(List.of(20), 6, 1, Optional.empty()), SHAPE, BOTH);
        Example example = ball(SomeBoxes.nodule(14, 20, 11, 4));
        List<Box> nodules = randoms(60)
                .map(random ->
                        Box.of(crop.augment(example, random).targets().get(0)).get(0))
                .toList();

        assertThat(nodules).allSatisfy(nodule -> {
            assertThat(nodule.z()).isBetween(6.0, 13.0);
            assertThat(nodule.y()).isBetween(6.0, 13.0);
            assertThat(nodule.x()).isBetween(6.0, 13.0);
        });
        assertThat(nodules.stream().map(Box::z).distinct().count()).isGreaterThan(4);
        Example corner = ball(SomeBoxes.nodule(1, 30, 15, 4));
        assertThat(Box.of(
                        crop.augment(corner, new SplittableRandom(1)).targets().get(0)))
                .as("as far inside as the volume reaches")
                .containsExactly(SomeBoxes.nodule(1, 18, 15 - shift(crop, corner), 4));
    }

    private static double shift(Augmentation crop, Example example) {
        Box after = Box.of(
                        crop.augment(example, new SplittableRandom(1)).targets().get(0))
                .get(0);
        return 15 - after.x();
    }

    @Test
    void nodulesOutsideOfACropAreLeftOut() {
        Augmentation crop = new VolumeCrop(new VolumeCrop.Params(List.of(8), 3, 1, Optional.empty()), SHAPE, NODULES);
        Example example = new Example(
                new Tensor(new float[EDGE * EDGE * EDGE], EDGE, EDGE, EDGE, 1),
                List.of(Box.tensor(List.of(
                        SomeBoxes.nodule(5, 5, 5, 4), SomeBoxes.nodule(25, 25, 25, 4), new Box(0, 25, 5, 5, 4)))));

        assertThat(randoms(20)
                        .map(random ->
                                crop.augment(example, random).targets().get(0).shape()[0])
                        .distinct())
                .containsExactly(1);
    }

    @Test
    void refusesWhatItCannotCutOrMove() {
        Augmentation large = new VolumeCrop(new VolumeCrop.Params(List.of(40), 3, 1, Optional.empty()), SHAPE, BOTH);
        assertThatThrownBy(() -> large.augment(ball(SomeBoxes.nodule(5, 5, 5, 4)), new SplittableRandom(1)))
                .isInstanceOf(IncompatibleException.class)
                .hasMessage("volume-crop: cuts out [40, 40, 40] voxels, but is given [32, 32, 32]");
        Head image = new Head() {
            @Override
            public String name() {
                return "image";
            }

            @Override
            public long[] logits() {
                return new long[] {-1, -1, 1};
            }

            @Override
            public Storage storage() {
                return new Storage.Arrays(Storage.Cell.UBYTE);
            }
        };
        assertThatThrownBy(() -> new VolumeFlip(new VolumeFlip.Params(List.of(Axis.WIDTH)), SHAPE, Task.of(image)))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining("does not know how 'image' follows");
    }
}
