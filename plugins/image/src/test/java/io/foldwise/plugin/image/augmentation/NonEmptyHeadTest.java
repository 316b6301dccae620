package io.foldwise.plugin.image.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.image.data.ImageSize;
import io.foldwise.plugin.image.data.MaskHeads;
import io.foldwise.plugin.image.data.MaskTask;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whether there is anything to find is asked of what is left of an image. */
final class NonEmptyHeadTest {

    private static final int SIZE = 16;
    private static final InputShape.Image IMAGE = new InputShape.Image(SIZE, SIZE, 1);
    private static final Task BOTH = task(MaskHeads.BOTH);
    private static final Tensor TWO = Tensor.row(1, 1);

    @Test
    void partsWithoutPixelsOfAMaskAreEmpty() {
        Augmentation crop = new RandomCrop(new RandomCrop.Params(List.of(8), 0), IMAGE, BOTH);
        SplittableRandom random = new SplittableRandom(1);
        boolean[] seen = new boolean[4];
        for (int draw = 0; draw < 60; draw++) {
            List<Tensor> part = crop.augment(new Example(image(), List.of(corners(), TWO)), random)
                    .targets();
            float first = any(part.get(0), 0);
            float second = any(part.get(0), 1);
            assertThat(part.get(1)).isEqualTo(Tensor.row(first, second));
            seen[(int) (first + 2 * second)] = true;
        }
        assertThat(seen).containsExactly(true, true, true, false);
    }

    @Test
    void whatIsShiftedOutOfAnImageIsNotThereAnyMore() {
        ShiftScaleRotate.Params shift = new ShiftScaleRotate.Params(1, 0, 0);
        Augmentation augmentation = new ShiftScaleRotate(shift, IMAGE, BOTH);
        SplittableRandom random = new SplittableRandom(1);
        for (int draw = 0; draw < 60; draw++) {
            Example moved = augmentation.augment(new Example(image(), List.of(corners(), TWO)), random);
            assertThat(moved.targets().get(1))
                    .isEqualTo(Tensor.row(
                            any(moved.targets().get(0), 0), any(moved.targets().get(0), 1)));
        }
    }

    @Test
    void masksThatHadNoPixelSayNothing() {
        Augmentation crop = new RandomCrop(new RandomCrop.Params(List.of(8), 0), IMAGE, BOTH);
        Tensor nothing = new Tensor(new float[SIZE * SIZE * 2], SIZE, SIZE, 2);
        Example lost = new Example(image(), List.of(nothing, Tensor.row(1, 0.25f)));
        assertThat(crop.augment(lost, new SplittableRandom(1)).targets().get(1)).isEqualTo(Tensor.row(1, 0.25f));
    }

    @Test
    void staysWhereThereAreNoMasksToLookAt() {
        Augmentation crop = new RandomCrop(new RandomCrop.Params(List.of(8), 0), IMAGE, task(MaskHeads.NON_EMPTY));
        Example example = new Example(image(), List.of(TWO));
        assertThat(crop.augment(example, new SplittableRandom(1)).targets()).containsExactly(TWO);
    }

    private static Task task(MaskHeads heads) {
        return MaskTask.of(new ImageSize(SIZE, SIZE), List.of("left", "right"), heads, Storage.Cell.FLOAT);
    }

    private static Tensor image() {
        return new Tensor(new float[SIZE * SIZE], SIZE, SIZE, 1);
    }

    /** The first class has the first pixel, the second one the last. */
    private static Tensor corners() {
        float[] cells = new float[SIZE * SIZE * 2];
        for (int pixel = 0; pixel < 4; pixel++) {
            int row = pixel / 2;
            int column = pixel % 2;
            cells[2 * (row * SIZE + column)] = 1;
            cells[2 * ((SIZE - 1 - row) * SIZE + SIZE - 1 - column) + 1] = 1;
        }
        return new Tensor(cells, SIZE, SIZE, 2);
    }

    private static float any(Tensor mask, int of) {
        for (int cell = of; cell < mask.values().length; cell += 2) {
            if (mask.values()[cell] == 1) {
                return 1;
            }
        }
        return 0;
    }
}
