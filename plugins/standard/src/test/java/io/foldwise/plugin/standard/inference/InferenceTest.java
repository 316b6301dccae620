package io.foldwise.plugin.standard.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.spi.Assembler;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Inference;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

final class InferenceTest {

    private static final InputShape.Image PICTURES = new InputShape.Image(5, 7, 1);
    private static final LabelSchema LABEL = LabelSchema.of("labels", List.of("bright"));
    private static final Task TASK = Task.of(new Mask(), LABEL);
    private static final Spec<Inference> WHOLE = new Spec<>("whole", Whole.class, new Whole.Params(8), "here");

    /** Builds {@link Whole} only. */
    private static final Assembler ASSEMBLER = new Assembler() {
        @Override
        @SuppressWarnings("unchecked")
        public <T> T build(Spec<T> spec) {
            return (T) new Whole((Whole.Params) spec.params());
        }
    };

    @Test
    void flipsPredictionsBackAndAveragesThem() {
        Inference flips = new Flips(new Flips.Params(true, true, WHOLE), PICTURES, TASK, ASSEMBLER);
        INDArray images = images(2);

        List<List<Tensor>> same = flips.predict(InferenceTest::itself, Features.of(images));

        assertThat(same.get(1).get(0).values())
                .as("a network that gives back what it sees, mirrored back")
                .containsExactly(values(images, 1), org.assertj.core.data.Offset.offset(1e-6f));
        List<List<Tensor>> corner = flips.predict(InferenceTest::corner, Features.of(images));
        float[] first = values(images, 0);
        float mean = (first[0] + first[6] + first[4 * 7] + first[34]) / 4;
        assertThat(corner.get(0).get(1).values()[0])
                .as("a network that sees the top left corner only")
                .isEqualTo(mean, org.assertj.core.data.Offset.offset(1e-6f));
    }

    @Test
    void putsTilesTogether() {
        Inference tiles = new Tiled(new Tiled.Params(4, 2, WHOLE), PICTURES, ASSEMBLER);
        INDArray images = images(3);

        List<List<Tensor>> same = tiles.predict(InferenceTest::itself, Features.of(images));

        assertThat(same).hasSize(3);
        assertThat(same.get(2).get(0).shape()).containsExactly(5, 7, 1);
        assertThat(same.get(2).get(0).values())
                .containsExactly(values(images, 2), org.assertj.core.data.Offset.offset(1e-6f));
    }

    @Test
    void trustsTheMiddleOfATileMoreThanItsBorder() {
        Inference tiles = new Tiled(new Tiled.Params(4, 2, WHOLE), new InputShape.Image(4, 6, 1), ASSEMBLER);
        INDArray image = Nd4j.zeros(1, 4, 6, 1);
        image.putScalar(new int[] {0, 0, 0, 0}, 1); // tells the left tile from the right one

        float[] row = tiles.predict(InferenceTest::corner, Features.of(image))
                .get(0)
                .get(0)
                .values();

        assertThat(row[2]).as("second pixel from the left tile's right border").isEqualTo(2f / 3);
        assertThat(row[3]).as("at the left tile's right border").isEqualTo(1f / 3);
    }

    @Test
    void tilesNothingThatIsSmallerThanAWindow() {
        Inference tiles = new Tiled(new Tiled.Params(9, 2, WHOLE), PICTURES, ASSEMBLER);
        assertThat(tiles.predict(InferenceTest::itself, Features.of(images(1)))
                        .get(0)
                        .get(0)
                        .values())
                .containsExactly(values(images(1), 0));
    }

    /** A network whose mask is the image itself, and whose label is the pixel in the top left corner. */
    private static List<List<Tensor>> itself(Features features) {
        return answers(features, false);
    }

    /** A network whose mask has everywhere what the top left corner has. */
    private static List<List<Tensor>> corner(Features features) {
        return answers(features, true);
    }

    private static List<List<Tensor>> answers(Features features, boolean flat) {
        INDArray images = features.values();
        int[] shape = {(int) images.size(1), (int) images.size(2), 1};
        return java.util.stream.IntStream.range(0, (int) images.size(0))
                .mapToObj(sample -> {
                    float[] values = values(images, sample);
                    float[] mask = values.clone();
                    if (flat) {
                        Arrays.fill(mask, values[0]);
                    }
                    return List.of(new Tensor(mask, shape), Tensor.row(values[0]));
                })
                .toList();
    }

    private static INDArray images(int samples) {
        float[] values = new float[samples * 35];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 37 % 101) / 101f;
        }
        return Nd4j.createFromArray(values).reshape('c', samples, 5, 7, 1);
    }

    private static float[] values(INDArray images, int sample) {
        float[] all = images.dup('c').data().asFloat();
        int cells = all.length / (int) images.size(0);
        return Arrays.copyOfRange(all, sample * cells, (sample + 1) * cells);
    }

    private record Mask() implements Head {
        @Override
        public String name() {
            return "mask";
        }

        @Override
        public long[] logits() {
            return new long[] {-1, -1, 1};
        }

        @Override
        public Storage storage() {
            return new Storage.Arrays(Storage.Cell.FLOAT);
        }
    }
}
