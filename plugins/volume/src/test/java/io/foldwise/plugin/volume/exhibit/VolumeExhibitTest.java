package io.foldwise.plugin.volume.exhibit;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.SomeBoxes;
import io.foldwise.plugin.volume.mask.VolumeMask;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Exhibit.Picture;
import io.foldwise.spi.prediction.Exhibit.Sample;
import io.foldwise.spi.training.Example;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** On volumes of 32 x 16 x 16 voxels, of which each is drawn as 10 x 10 pixels. */
final class VolumeExhibitTest {

    private static final int DEPTH = 32;
    private static final int EDGE = 16;
    private static final int ORANGE = 0xE69F00;
    private static final int BLUE = 0x56B4E9;
    private static final int PURPLE = 0xCC79A7;

    private record OneVolume(Head head) implements Dataset {
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
            return new InputShape.Volume(DEPTH, EDGE, EDGE, 1);
        }

        @Override
        public Task task() {
            return Task.of(head);
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
            return Features.of(Nd4j.create(1, DEPTH, EDGE, EDGE, 1));
        }
    }

    /** Brighter from slice to slice. */
    private static Tensor volume() {
        float[] values = new float[DEPTH * EDGE * EDGE];
        for (int voxel = 0; voxel < values.length; voxel++) {
            values[voxel] = voxel / EDGE / EDGE;
        }
        return new Tensor(values, DEPTH, EDGE, EDGE, 1);
    }

    private static List<Picture> pictures(Head head, Sample sample) {
        Dataset data = new OneVolume(head);
        return new VolumeExhibit((InputShape.Volume) data.input())
                .show(data, sample)
                .pictures();
    }

    private static List<Picture> boxes(List<Box> findings, List<Box> predicted) {
        return pictures(
                SomeBoxes.HEAD,
                Sample.predicted(new Example(volume(), List.of(Box.tensor(findings))), List.of(Box.tensor(predicted))));
    }

    private static int pixel(Picture picture, int y, int x) {
        return picture.pixels()[y * picture.width() + x];
    }

    @Test
    void circlesTrueNodulesAndPredictedOnesWithTheirProbability() {
        List<Picture> pictures =
                boxes(List.of(new Box(1, 20, 8, 8, 6)), List.of(new Box(0.87, 5, 4, 4, 4), new Box(0.5, 20, 8, 9, 6)));

        assertThat(pictures)
                .extracting(Picture::caption)
                .containsExactly(
                        "slice 6 of 32; blue: predicted, 0.87",
                        "slice 21 of 32; orange: true, 6.0 voxels wide; blue: predicted, 0.50");
        Picture second = pictures.get(1);
        assertThat(second.width()).isEqualTo(160);
        assertThat(pixel(second, 84 + 32, 84))
                .as("10 pixels a voxel, and 2 around it")
                .isEqualTo(ORANGE);
        assertThat(pixel(second, 84 + 32, 94)).isEqualTo(BLUE);
        assertThat(pixel(second, 0, 0)).isEqualTo(0x010101 * Math.round(255 * 20 / 31f));
        assertThat(pictures.get(0).pixels()).contains(BLUE).doesNotContain(ORANGE);
    }

    @Test
    void writesProbabilitiesBesideCirclesWithinThePicture() {
        int circle = count(boxes(List.of(), List.of(new Box(0.11, 5, 8, 15, 1))).get(0), BLUE);
        int more = count(boxes(List.of(), List.of(new Box(0.88, 5, 8, 15, 1))).get(0), BLUE);

        assertThat(more).as("an eight has more dots than a one").isGreaterThan(circle + 10);
    }

    private static int count(Picture picture, int colour) {
        return (int)
                Arrays.stream(picture.pixels()).filter(pixel -> pixel == colour).count();
    }

    @Test
    void showsFindingsThatCountNeitherWayDashed() {
        Picture aside = boxes(List.of(new Box(0, 20, 8, 8, 6)), List.of()).get(0);
        Picture counted = boxes(List.of(new Box(1, 20, 8, 8, 6)), List.of()).get(0);

        assertThat(aside.caption()).isEqualTo("slice 21 of 32; dashed: counts neither way, 6.0 voxels wide");
        assertThat(count(aside, PURPLE)).isBetween(count(counted, ORANGE) / 3, count(counted, ORANGE) * 2 / 3);
        assertThat(aside.pixels()).doesNotContain(ORANGE);
    }

    @Test
    void showsAFewSlicesAndEachOnlyOnce() {
        List<Box> alike = List.of(new Box(1, 10, 4, 4, 8), new Box(1, 11, 12, 12, 6), new Box(1, 60, 8, 8, 6));
        List<Box> many = IntStream.range(0, 15)
                .mapToObj(number -> new Box(1, 1 + 2 * number, 8, 8, 2))
                .toList();

        assertThat(boxes(alike, List.of()))
                .extracting(Picture::caption)
                .containsExactly("slice 11 of 32; orange: true, 8.0, 6.0 voxels wide");
        assertThat(boxes(many, List.of())).hasSize(6);
    }

    @Test
    void showsTheMiddleOfVolumesWithNothingInThem() {
        assertThat(boxes(List.of(), List.of())).extracting(Picture::caption).containsExactly("slice 17 of 32");
    }

    @Test
    void outlinesMasksWhereTheyAreLargest() {
        Head mask = new VolumeMask(Storage.Cell.FLOAT);
        List<Picture> pictures =
                pictures(mask, Sample.predicted(new Example(volume(), List.of(cube(4, 8))), List.of(cube(20, 23))));

        assertThat(pictures)
                .extracting(Picture::caption)
                .containsExactly(
                        "slice 5 of 32; orange: the true mask, blue: the predicted one",
                        "slice 21 of 32; orange: the true mask, blue: the predicted one");
        assertThat(pixel(pictures.get(0), 20, 25)).isEqualTo(ORANGE);
        assertThat(pixel(pictures.get(0), 25, 25)).as("within").isNotEqualTo(ORANGE);
        assertThat(pixel(pictures.get(1), 20, 25)).isEqualTo(BLUE);
    }

    /** Voxels 2 to 5 along height and width. */
    private static Tensor cube(int from, int to) {
        float[] values = new float[DEPTH * EDGE * EDGE];
        for (int z = from; z < to; z++) {
            for (int y = 2; y < 6; y++) {
                Arrays.fill(values, (z * EDGE + y) * EDGE + 2, (z * EDGE + y) * EDGE + 6, 0.9f);
            }
        }
        return new Tensor(values, DEPTH, EDGE, EDGE, 1);
    }
}
