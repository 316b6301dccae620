package io.foldwise.plugin.image.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.plugin.image.data.MaskHeads;
import io.foldwise.plugin.image.data.Normalisation;
import io.foldwise.plugin.image.pixel.Samples;
import io.foldwise.plugin.image.synthetic.SyntheticXraysReader.Subject;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SyntheticXraysReaderTest extends ReaderContract {

    @TempDir
    private Path folder;

    static Reader reader(int train, int size) {
        return new SyntheticXraysReader(new SyntheticXraysReader.Params(
                train,
                4,
                List.of(size),
                0.25,
                0.16,
                0.03,
                Normalisation.UNIT,
                Subject.SPOTS,
                MaskHeads.BOTH,
                Storage.Cell.FLOAT,
                1));
    }

    @Override
    protected Reader reader() {
        return reader(24, 16);
    }

    /** In images of 8 x 8 pixels some spots lie between the middles of pixels. */
    @Test
    void takesImagesForPositiveWhoseMasksHaveAPixel() {
        Dataset data = reader(400, 8).train();
        int lost = 0;
        for (int row = 0; row < data.size(); row++) {
            float[] mask = data.target(row, data.task().first()).values();
            boolean any = IntStream.range(0, mask.length).anyMatch(pixel -> mask[pixel] == 1);
            assertThat(data.targets(row)).as("image %d", row).containsExactly(any ? 1 : 0);
            assertThat(data.target(row, data.task().heads().get(1)).values()).containsExactly(any ? 1 : 0);
            boolean spot = !Xray.of(new Seed(1).branch(data.id(row), 0), 0.25, 0.16, 0.03)
                    .empty();
            lost += spot && !any ? 1 : 0;
        }
        assertThat(lost).as("spots without a pixel").isPositive();
    }

    @Test
    void drawsSpotsInAQuarterOfTheImages() {
        Dataset data = reader(400, 32).train();
        int positive = 0;
        for (int row = 0; row < data.size(); row++) {
            float[] mask = data.target(row, data.task().first()).values();
            int pixels = 0;
            for (float pixel : mask) {
                pixels += (int) pixel;
            }
            assertThat(data.targets(row)[0]).as("image %d", row).isEqualTo(pixels > 0 ? 1 : 0);
            assertThat(pixels).as("pixels of image %d", row).isLessThan(mask.length / 10);
            positive += pixels > 0 ? 1 : 0;
        }
        assertThat(positive).isBetween(80, 120);
    }

    @Test
    void drawsSpotsBrighterThanTheSameImageWithoutThem() {
        Xray with = Xray.of(new Seed(3), 1, 0.5, 0);
        Xray without = new Xray(
                with.seed(), with.lungs(), with.ribs(), List.of(), with.others(), with.exposure(), with.slope(), 0);
        boolean[] mask = with.mask(64, 64);
        Samples bright = with.image(64, 64);
        Samples dark = without.image(64, 64);
        for (int pixel = 0; pixel < mask.length; pixel++) {
            float more = bright.get(pixel) - dark.get(pixel);
            if (mask[pixel]) {
                assertThat(more).as("pixel %d", pixel).isPositive();
            }
        }
    }

    @Test
    void drawsLungsDarkerThanTheirSurroundingsAndSpotsWithinThem() {
        SyntheticXraysReader.Params params = new SyntheticXraysReader.Params(
                40,
                0,
                List.of(32),
                1,
                0.3,
                0,
                Normalisation.UNIT,
                Subject.LUNGS,
                MaskHeads.BOTH,
                Storage.Cell.FLOAT,
                1);
        Dataset lungs = new SyntheticXraysReader(params).train();
        double inside = 0;
        double outside = 0;
        for (int row = 0; row < lungs.size(); row++) {
            float[] mask = lungs.target(row, lungs.task().first()).values();
            float[] image =
                    lungs.features(new int[] {row}).values().dup('c').data().asFloat();
            boolean[] spots =
                    Xray.of(new Seed(1).branch(lungs.id(row), 0), 1, 0.3, 0).mask(32, 32);
            int pixels = 0;
            int covered = 0;
            int spotted = 0;
            for (int pixel = 0; pixel < mask.length; pixel++) {
                inside += mask[pixel] * image[pixel];
                outside += (1 - mask[pixel]) * image[pixel];
                pixels += (int) mask[pixel];
                spotted += spots[pixel] ? 1 : 0;
                covered += spots[pixel] && mask[pixel] == 1 ? 1 : 0;
            }
            assertThat(pixels).as("pixels of image %d", row).isBetween(mask.length / 8, mask.length / 2);
            assertThat(covered).as("spots of image %d", row).isGreaterThan(spotted / 2);
            assertThat(lungs.targets(row)).as("what folds balance").containsExactly(1);
        }
        assertThat(inside).isLessThan(outside / 2);
    }

    @Test
    void drawsTheImagesThatAFileNames() throws IOException {
        Dataset named = reader().read(file("new\ntrain-3\n"));
        assertThat(named.size()).isEqualTo(2);
        assertThat(named.labelled()).isFalse();
        assertThat(named.features(new int[] {1}).values())
                .isEqualTo(reader().train().features(new int[] {3}).values());
    }

    @Test
    void refusesAFileThatNamesAnImageTwice() throws IOException {
        Path file = file("a\nb\na\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> reader().read(file))
                .withMessage(file + ":3: names 'a' a second time");
    }

    private Path file(String lines) throws IOException {
        return Files.writeString(folder.resolve("names.txt"), lines);
    }
}
