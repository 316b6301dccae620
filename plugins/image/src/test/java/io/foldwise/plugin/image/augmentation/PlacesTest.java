package io.foldwise.plugin.image.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.Draw;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where pixels come from, to the pixel. */
final class PlacesTest {

    private static final Task LABELS = Task.of(Discs.LABEL);

    @Test
    void flipChangesLeftAndRightOrTopAndBottom() {
        Tensor image = numbered(2, 3);

        assertThat(flipped(image, Flip.Axis.HORIZONTAL)).containsExactly(2, 1, 0, 5, 4, 3);
        assertThat(flipped(image, Flip.Axis.VERTICAL)).containsExactly(3, 4, 5, 0, 1, 2);
    }

    @Test
    void flipsEverySecondImageUnlessItIsToldOtherwise() {
        assertThat(flip(Flip.Axis.HORIZONTAL, Discs.WIDE.task()).probability()).isEqualTo(0.5);
    }

    @Test
    void quarterTurnsAreFourAndEachAsLikely() {
        Example square = new Example(numbered(2, 2), List.of(Tensor.row(1)));
        Augmentation turns = new QuarterTurns(new QuarterTurns.Params(), new InputShape.Image(2, 2, 1), LABELS);
        SplittableRandom random = new SplittableRandom(2);

        Map<String, Long> counts = IntStream.range(0, 2000)
                .mapToObj(draw ->
                        Arrays.toString(turns.augment(square, random).input().values()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(counts)
                .containsOnlyKeys(
                        "[0.0, 1.0, 2.0, 3.0]", "[1.0, 3.0, 0.0, 2.0]", "[3.0, 2.0, 1.0, 0.0]", "[2.0, 0.0, 3.0, 1.0]");
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(420L, 580L));
    }

    @Test
    void quarterTurnsNeedSquares() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new QuarterTurns(new QuarterTurns.Params(), Discs.WIDE.input(), LABELS))
                .withMessageContaining("images of 24 x 32 pixels");
    }

    @Test
    void uprightImagesAreNeitherMirroredNorTurned() {
        InputShape.Image upright = new InputShape.Image(4, 4, 1, true);

        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new Flip(new Flip.Params(Flip.Axis.HORIZONTAL), upright, LABELS))
                .withMessageContaining("upright");
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new QuarterTurns(new QuarterTurns.Params(), upright, LABELS));
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new ShiftScaleRotate(new ShiftScaleRotate.Params(0, 0, 90), upright, LABELS));
        new ShiftScaleRotate(new ShiftScaleRotate.Params(0, 0, 10), upright, LABELS);
        assertThat(new Resize(new Resize.Params(List.of(8)), upright, LABELS).output(upright))
                .as("upright still")
                .isEqualTo(new InputShape.Image(8, 8, 1, true));
    }

    @Test
    void aRightAngleIsAQuarterTurn() {
        Tensor image = numbered(3, 3);
        Warp warp = Warp.affine(3, 3, Affine.similarity(90, 1, 0, 0));

        assertThat(warp.interpolated(image).values())
                .containsExactly(new float[] {2, 5, 8, 1, 4, 7, 0, 3, 6}, offset(1e-5f));
        assertThat(warp.nearest(image).values()).containsExactly(2, 5, 8, 1, 4, 7, 0, 3, 6);
    }

    @Test
    void aShiftMovesTheImageDownAndToTheRightAndReflectsTheBorder() {
        Warp warp = Warp.affine(3, 4, Affine.similarity(0, 1, 1, 2));

        assertThat(warp.nearest(numbered(3, 4)).values()).containsExactly(6, 5, 4, 5, 2, 1, 0, 1, 6, 5, 4, 5);
    }

    @Test
    void aScaleOfTwoShowsTheMiddleTwiceAsLarge() {
        Warp warp = Warp.affine(1, 5, Affine.similarity(0, 2, 0, 0));

        assertThat(warp.interpolated(numbered(1, 5)).values()).containsExactly(1, 1.5f, 2, 2.5f, 3);
    }

    @Test
    void reflectsWithoutTheBorderItself() {
        assertThat(IntStream.rangeClosed(-5, 8).map(place -> Warp.reflected(place, 4)))
                .containsExactly(1, 2, 3, 2, 1, 0, 1, 2, 3, 2, 1, 0, 1, 2);
        assertThat(Warp.reflected(7, 1)).isZero();
    }

    @Test
    void gridDistortionKeepsTheBorder() {
        Augmentation grid =
                new GridDistortion(new GridDistortion.Params(4, 0.5), new InputShape.Image(9, 9, 1), LABELS);
        Example example = new Example(numbered(9, 9), List.of(Tensor.row(1)));
        float[] values = grid.augment(example, new SplittableRandom(1)).input().values();

        assertThat(new float[] {values[0], values[8], values[72], values[80]}).containsExactly(0, 8, 72, 80);
        assertThat(Arrays.copyOf(values, 9))
                .isSorted()
                .isNotEqualTo(Arrays.copyOf(numbered(9, 9).values(), 9));
    }

    @Test
    void elasticMovesByWhatItSays() {
        Gaussian filter = Gaussian.of(6);
        SplittableRandom random = new SplittableRandom(1);
        float[] noise = new float[600 * 600];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) Draw.within(120, random);
        }
        double squares = 0;
        for (float move : filter.smooth(noise, 600, 600, 1)) {
            squares += move * move;
        }

        assertThat(Math.sqrt(squares / noise.length)).isCloseTo(0.163 * 120 / 6, within(0.3));
    }

    @Test
    void elasticBendsSmallImagesAsThePublishedNumbersBendLargeOnes() {
        assertThat(bent(new Discs(512, 512), Optional.empty(), Optional.empty(), Optional.empty()))
                .isEqualTo(bent(new Discs(512, 512), Optional.of(120.0), Optional.of(6.0), Optional.of(3.6)));
        assertThat(bent(Discs.SQUARE, Optional.empty(), Optional.empty(), Optional.empty()))
                .isEqualTo(bent(Discs.SQUARE, Optional.of(120 / 256.0), Optional.of(0.5), Optional.of(3.6 / 16)));
    }

    private static Example bent(Discs discs, Optional<Double> alpha, Optional<Double> sigma, Optional<Double> affine) {
        return new Elastic(new Elastic.Params(alpha, sigma, affine), discs.input(), discs.task())
                .augment(discs.example(), new SplittableRandom(1));
    }

    @Test
    void cropsHoldWhatWasThere() {
        Augmentation crop = new RandomCrop(new RandomCrop.Params(List.of(2), 0), new InputShape.Image(3, 4, 1), LABELS);
        Example example = new Example(numbered(3, 4), List.of(Tensor.row(1)));
        SplittableRandom random = new SplittableRandom(1);
        Map<Float, Long> corners = IntStream.range(0, 600)
                .mapToObj(draw -> crop.augment(example, random).input().values())
                .peek(part -> assertThat(part).containsExactly(part[0], part[0] + 1, part[0] + 4, part[0] + 5))
                .collect(Collectors.groupingBy(part -> part[0], Collectors.counting()));

        assertThat(corners).containsOnlyKeys(0f, 1f, 2f, 4f, 5f, 6f);
        assertThat(corners.values()).allSatisfy(count -> assertThat(count).isBetween(70L, 130L));
    }

    @Test
    void cropsHoldAPositivePixelAsOftenAsAskedFor() {
        assertThat(positives(0)).isBetween(0.0, 0.2);
        assertThat(positives(0.5)).isBetween(0.45, 0.65);
        assertThat(positives(1)).isEqualTo(1);
    }

    /** The share of crops of 8 x 8 pixels of 64 x 64 that hold the only pixel of a mask. */
    private static double positives(double share) {
        Discs discs = new Discs(64, 64);
        Augmentation crop = new RandomCrop(new RandomCrop.Params(List.of(8), share), discs.input(), discs.task());
        float[] mask = new float[64 * 64 * 2];
        mask[2 * (63 * 64 + 20) + 1] = 1;
        Example rare = new Example(discs.example().input(), List.of(Tensor.row(1), new Tensor(mask, 64, 64, 2)));
        SplittableRandom random = new SplittableRandom(1);
        return IntStream.range(0, 400)
                        .mapToObj(draw ->
                                crop.augment(rare, random).targets().get(1).values())
                        .filter(part -> IntStream.range(0, part.length).anyMatch(i -> part[i] == 1))
                        .count()
                / 400.0;
    }

    @Test
    void cropsOfEmptyMasksLieAnywhere() {
        Discs discs = new Discs(16, 16);
        Augmentation crop = new RandomCrop(new RandomCrop.Params(List.of(8), 1), discs.input(), discs.task());
        Tensor empty = new Tensor(new float[16 * 16 * 2], 16, 16, 2);
        Example nothing = new Example(discs.example().input(), List.of(Tensor.row(1), empty));

        Example part = crop.augment(nothing, new SplittableRandom(1));

        assertThat(part.targets().get(1)).isEqualTo(new Tensor(new float[8 * 8 * 2], 8, 8, 2));
        assertThat(crop.output(discs.input())).isEqualTo(new InputShape.Image(8, 8, 2));
    }

    @Test
    void cropsCannotBeLargerThanTheImage() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() ->
                        new RandomCrop(new RandomCrop.Params(List.of(32), 0), Discs.WIDE.input(), Discs.WIDE.task()))
                .withMessageContaining("parts of 32 x 32 pixels, but is given images of 24 x 32 pixels");
    }

    @Test
    void positivesAreOfMasks() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new RandomCrop(new RandomCrop.Params(List.of(8), 0.5), Discs.WIDE.input(), LABELS))
                .withMessageContaining("positives-share looks at masks");
    }

    @Test
    void refusesHeadsThatItCannotMove() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> flip(Flip.Axis.HORIZONTAL, Task.of(head(16, 16, 1))))
                .withMessageContaining("how 'other' follows, [16, 16, 1]");
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> flip(Flip.Axis.HORIZONTAL, Task.of(head(9, 5))))
                .withMessageContaining("how 'other' follows, [9, 5]");
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new RandomCrop(
                        new RandomCrop.Params(List.of(8), 0), Discs.WIDE.input(), Task.of(head(24, 32, 1))))
                .withMessageContaining("'other' has one size only");
    }

    private static Head head(long... shape) {
        return new Head() {
            @Override
            public String name() {
                return "other";
            }

            @Override
            public long[] logits() {
                return shape;
            }

            @Override
            public Storage storage() {
                return new Storage.Arrays(Storage.Cell.FLOAT);
            }
        };
    }

    private static Augmentation flip(Flip.Axis axis, Task task) {
        return new Flip(new Flip.Params(axis), Discs.WIDE.input(), task);
    }

    private static float[] flipped(Tensor image, Flip.Axis axis) {
        return flip(axis, LABELS)
                .augment(new Example(image, List.of(Tensor.row(1))), new SplittableRandom(1))
                .input()
                .values();
    }

    /** Pixels that are as bright as their number. */
    private static Tensor numbered(int height, int width) {
        float[] values = new float[height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return new Tensor(values, height, width, 1);
    }
}
