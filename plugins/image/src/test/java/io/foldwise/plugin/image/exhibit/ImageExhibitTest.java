package io.foldwise.plugin.image.exhibit;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Exhibit.Picture;
import io.foldwise.spi.prediction.Exhibit.Sample;
import io.foldwise.spi.training.Example;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

final class ImageExhibitTest {

    private static final int SIZE = 200;
    private static final int ORANGE = 0xE69F00;
    private static final int BLUE = 0x56B4E9;
    private static final Head HEAD = LabelSchema.of("any", List.of("any"));

    private record OneImage() implements Dataset {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public String id(int row) {
            return "only";
        }

        @Override
        public InputShape input() {
            return new InputShape.Image(SIZE, SIZE, 1);
        }

        @Override
        public Task task() {
            return Task.of(HEAD);
        }

        @Override
        public boolean labelled() {
            return true;
        }

        @Override
        public float[] targets(int row) {
            return new float[] {1};
        }

        @Override
        public Features features(int[] rows) {
            return Features.of(Nd4j.create(image().values(), new long[] {1, SIZE, SIZE, 1}));
        }
    }

    private static Tensor square(int from, int to) {
        float[] mask = new float[SIZE * SIZE];
        for (int y = from; y < to; y++) {
            for (int x = from; x < to; x++) {
                mask[y * SIZE + x] = 0.9f;
            }
        }
        return new Tensor(mask, SIZE, SIZE, 1);
    }

    /** One grey image, dark at the left and bright at the right. */
    private static Tensor image() {
        float[] values = new float[SIZE * SIZE];
        for (int cell = 0; cell < values.length; cell++) {
            values[cell] = cell % SIZE < SIZE / 2 ? -3 : 5;
        }
        return new Tensor(values, SIZE, SIZE, 1);
    }

    private static Picture picture(Sample sample) {
        Dataset data = new OneImage();
        return new ImageExhibit((InputShape.Image) data.input())
                .show(data, sample)
                .pictures()
                .get(0);
    }

    private static Picture picture(Tensor target, Tensor prediction) {
        return picture(Sample.predicted(new Example(image(), List.of(target)), List.of(prediction)));
    }

    @Test
    void drawsAllOfTheBrightness() {
        Picture picture = picture(Tensor.row(1), Tensor.row(0));

        assertThat(picture.width()).isEqualTo(SIZE);
        assertThat(picture.pixels()[10 * SIZE + 10]).isZero();
        assertThat(picture.pixels()[10 * SIZE + 190]).isEqualTo(0xFFFFFF);
        assertThat(picture.pixels()).doesNotContain(ORANGE, BLUE);
        assertThat(picture.caption()).isEmpty();
    }

    @Test
    void outlinesTheTrueMaskAndThePredictedOne() {
        Picture picture = picture(square(20, 60), square(100, 140));

        assertThat(picture.pixels()[20 * SIZE + 40]).isEqualTo(ORANGE);
        assertThat(picture.pixels()[59 * SIZE + 59]).isEqualTo(ORANGE);
        assertThat(picture.pixels()[40 * SIZE + 40]).as("within").isZero();
        assertThat(picture.pixels()[100 * SIZE + 120]).isEqualTo(BLUE);
        assertThat(picture.caption()).contains("orange");
    }

    @Test
    void drawsWhatIsTrainedOnByTheBrightnessThatItHad() {
        Example plain = new Example(image(), List.of(square(20, 60)));
        Tensor darker = image().with(new float[SIZE * SIZE]);
        Picture picture = picture(Sample.trained(plain.withInput(darker), plain));

        assertThat(picture.pixels()[10 * SIZE + 190]).isEqualTo(0x606060); // 0 of -3 to 5
        assertThat(picture.pixels()[20 * SIZE + 40]).isEqualTo(ORANGE);
        assertThat(picture.pixels()).doesNotContain(BLUE);
        assertThat(picture.caption()).isEmpty();
    }
}
