package io.foldwise.plugin.image.crop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.AugmentationContract;
import io.foldwise.plugin.image.data.ImageSize;
import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Inference;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Images of 20 x 30 pixels that are numbered in the first channel; the second one marks a region of 8 x 10 pixels. */
final class RegionTest extends AugmentationContract {

    private static final int HEIGHT = 20;
    private static final int WIDTH = 30;
    private static final InputShape.Image IMAGE = new InputShape.Image(HEIGHT, WIDTH, 2);
    private static final Task TASK = Task.of(
            new Masks("mask", HEIGHT, WIDTH, List.of("mask"), Storage.Cell.FLOAT),
            LabelSchema.of("labels", List.of("any")));
    private static final Box FOUND = new Box(7, 12, 8, 10);

    /** Predicts in one pass. */
    private static final Assembler ASSEMBLER = new Assembler() {
        @Override
        @SuppressWarnings("unchecked")
        public <T> T build(Spec<T> spec) {
            return (T) new Inference() {
                @Override
                public int batch() {
                    return 3;
                }

                @Override
                public List<List<Tensor>> predict(Network network, Features features) {
                    return network.predict(features);
                }
            };
        }
    };

    @Override
    protected Augmentation augmentation() {
        return augmentation(0, 16);
    }

    @Override
    protected InputShape input() {
        return IMAGE;
    }

    @Override
    protected Example example() {
        Tensor image = image(FOUND);
        float[] mask = new float[HEIGHT * WIDTH];
        for (int pixel = 0; pixel < mask.length; pixel++) {
            mask[pixel] = pixel % 3 == 0 ? 1 : 0;
        }
        return new Example(image, List.of(new Tensor(mask, HEIGHT, WIDTH, 1), Tensor.row(1)));
    }

    @Override
    protected boolean isRandom() {
        return false;
    }

    @Test
    void trainsOnTheRegionAlone() {
        Example part = augmentation(0, 8, 10).augment(example(), new SplittableRandom(1));

        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 10; column++) {
                int pixel = (7 + row) * WIDTH + 12 + column;
                assertThat(part.input().values()[2 * (row * 10 + column)]).isEqualTo(pixel);
                assertThat(part.targets().get(0).values()[row * 10 + column]).isEqualTo(pixel % 3 == 0 ? 1 : 0);
            }
        }
        assertThat(part.targets().get(1)).isEqualTo(Tensor.row(1));
    }

    @Test
    void predictsTheRegionAndPutsItBack() {
        List<INDArray> seen = new ArrayList<>();
        Inference.Network itself = features -> {
            seen.add(features.values());
            return RegionTest.firstChannels(features);
        };

        List<Tensor> heads = inference(0, 8, 10)
                .predict(itself, Features.of(batch(image(FOUND))))
                .get(0);

        Tensor mask = heads.get(0);
        assertThat(mask.shape()).containsExactly(HEIGHT, WIDTH, 1);
        for (int pixel = 0; pixel < HEIGHT * WIDTH; pixel++) {
            assertThat(mask.values()[pixel]).as("pixel %d", pixel).isEqualTo(within(FOUND, pixel) ? pixel : 0);
        }
        assertThat(heads.get(1)).isEqualTo(Tensor.row(7 * WIDTH + 12));
        assertThat(seen.get(0).dup('c').data().asFloat())
                .as("what the network is trained on")
                .containsExactly(augmentation(0, 8, 10)
                        .augment(example(), new SplittableRandom(1))
                        .input()
                        .values());
    }

    @Test
    void looksAtEverySampleOfABatchByItself() {
        Box other = new Box(2, 4, 6, 9);
        INDArray both = Nd4j.concat(0, batch(image(FOUND)), batch(image(other)));

        List<List<Tensor>> predicted = inference(0, 12, 12).predict(RegionTest::firstChannels, Features.of(both));

        assertThat(outside(predicted.get(0).get(0), box(FOUND, 0, 12, 12))).isZero();
        assertThat(outside(predicted.get(1).get(0), box(other, 0, 12, 12))).isZero();
    }

    @Test
    void addsAMarginAsFarAsThereIsRoom() {
        assertThat(box(FOUND, 0.25, 12, 15)).isEqualTo(new Box(5, 10, 12, 15));
        assertThat(box(new Box(0, 0, 8, 10), 0.25, 12, 15)).isEqualTo(new Box(0, 0, 12, 15));
        assertThat(box(FOUND, 2, 20, 30)).isEqualTo(new Box(0, 0, HEIGHT, WIDTH));
    }

    @Test
    void becomesLargerToHaveTheProportionsThatAreAskedFor() {
        assertThat(box(FOUND, 0, 16, 16)).isEqualTo(new Box(6, 12, 10, 10));
        assertThat(box(FOUND, 0, 8, 20)).isEqualTo(new Box(7, 7, 8, 20));
    }

    @Test
    void isTheWholeImageWhereNothingIsFound() {
        assertThat(box(new Box(3, 3, 1, 2), 0.1, 16, 16)).isEqualTo(new Box(0, 0, HEIGHT, WIDTH));
        assertThat(box(new Box(3, 3, 0, 0), 0.1, 16, 16)).isEqualTo(new Box(0, 0, HEIGHT, WIDTH));
    }

    @Test
    void takesNoNoticeOfStrayPixels() {
        Tensor large = image(new Box(5, 10, 14, 18));
        large.values()[1] = 1; // in the corner

        assertThat(Box.around(large, 1, 0, new ImageSize(14, 18))).isEqualTo(new Box(5, 10, 14, 18));
    }

    @Test
    void refusesAChannelThatIsNotThere() {
        RegionParams third = new RegionParams(Optional.of(3), 0.1, List.of(16));

        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new RegionAugmentation(new RegionAugmentation.Params(third), IMAGE, TASK))
                .withMessageContaining("looks at channel 3, but is given images of 20 x 30 pixels in 2 channels");
    }

    private static Box box(Box region, double margin, int height, int width) {
        return Box.around(image(region), 1, margin, new ImageSize(height, width));
    }

    private static Augmentation augmentation(double margin, Integer... size) {
        return new RegionAugmentation(
                new RegionAugmentation.Params(new RegionParams(Optional.empty(), margin, List.of(size))), IMAGE, TASK);
    }

    private static Inference inference(double margin, Integer... size) {
        RegionParams region = new RegionParams(Optional.of(2), margin, List.of(size));
        Spec<Inference> whole = new Spec<>("whole", Inference.class, region, "here");
        return new RegionInference(new RegionInference.Params(region, whole), IMAGE, ASSEMBLER);
    }

    private static Tensor image(Box region) {
        float[] values = new float[HEIGHT * WIDTH * 2];
        for (int pixel = 0; pixel < HEIGHT * WIDTH; pixel++) {
            values[2 * pixel] = pixel;
            values[2 * pixel + 1] = within(region, pixel) ? 0.9f : 0.3f;
        }
        return new Tensor(values, HEIGHT, WIDTH, 2);
    }

    private static boolean within(Box box, int pixel) {
        int row = pixel / WIDTH - box.top();
        int column = pixel % WIDTH - box.left();
        return row >= 0 && row < box.height() && column >= 0 && column < box.width();
    }

    private static double outside(Tensor mask, Box box) {
        return IntStream.range(0, HEIGHT * WIDTH)
                .filter(pixel -> !within(box, pixel))
                .mapToDouble(pixel -> Math.abs(mask.values()[pixel]))
                .sum();
    }

    private static INDArray batch(Tensor image) {
        return Nd4j.createFromArray(image.values()).reshape('c', 1, HEIGHT, WIDTH, 2);
    }

    /** A network whose mask is the first channel, and whose label is the pixel in the top left corner. */
    private static List<List<Tensor>> firstChannels(Features features) {
        INDArray images = features.values();
        int height = (int) images.size(1);
        int width = (int) images.size(2);
        float[] all = images.dup('c').data().asFloat();
        return IntStream.range(0, (int) images.size(0))
                .mapToObj(sample -> {
                    float[] mask = new float[height * width];
                    for (int pixel = 0; pixel < mask.length; pixel++) {
                        mask[pixel] = all[2 * (sample * mask.length + pixel)];
                    }
                    return List.of(new Tensor(mask, height, width, 1), Tensor.row(Arrays.copyOf(mask, 1)));
                })
                .toList();
    }
}
