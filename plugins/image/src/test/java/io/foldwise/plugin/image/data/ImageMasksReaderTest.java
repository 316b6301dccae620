package io.foldwise.plugin.image.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.foldwise.contracts.ReaderContract;
import io.foldwise.plugin.image.file.ExifTag;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class ImageMasksReaderTest extends ReaderContract {

    @TempDir
    private Path folder;

    private ImageSet set;

    @BeforeEach
    void write() {
        set = ImageSet.whole(folder);
    }

    @Override
    protected Reader reader() {
        return new ImageMasksReader(
                new MaskParams(set).size(8, 10).test(set.test()).params());
    }

    @Test
    void givesBrightnessAsTheFileHasIt() {
        int[] ramp = new int[144];
        for (int pixel = 0; pixel < ramp.length; pixel++) {
            ramp[pixel] = pixel;
        }
        set.image("a00", ramp);
        Dataset data = new ImageMasksReader(new MaskParams(set).params()).train();
        float[] pixels = features(data, 0);
        for (int pixel = 0; pixel < ramp.length; pixel++) {
            assertThat(pixels[pixel]).isEqualTo(pixel / 255f);
        }
    }

    @Test
    void followsLinks() throws IOException {
        Path images = new MaskParams(set).params().images();
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(images, elsewhere);
        Files.createSymbolicLink(images, elsewhere);
        int all = new ImageMasksReader(new MaskParams(set).params()).train().size();
        assertThat(all).isPositive();

        Files.createSymbolicLink(elsewhere.resolve("round"), elsewhere);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new ImageMasksReader(new MaskParams(set).params()).train())
                .withMessageContaining("links lead round in a circle");
    }

    @Test
    void givesMasksInTheSizeOfImages() {
        Dataset data = new ImageMasksReader(new MaskParams(set).params()).train();
        assertThat(data.targets(0)).containsExactly(0);
        assertThat(data.targets(1)).containsExactly(1);
        float[] mask = data.target(1, data.task().first()).values();
        for (int pixel = 0; pixel < mask.length; pixel++) {
            boolean inside = pixel / ImageSet.SIDE < 3 && pixel % ImageSet.SIDE < 3;
            assertThat(mask[pixel]).as("pixel %d", pixel).isEqualTo(inside ? 1 : 0);
        }
    }

    @Test
    void turnsImagesAndMasksAsTheirFilesSay() {
        int[] upperHalf = new int[24];
        Arrays.fill(upperHalf, 0, 12, 255);
        int[] leftHalf = new int[24];
        int[] rightHalf = new int[24];
        for (int row = 0; row < 6; row++) {
            Arrays.fill(leftHalf, 4 * row, 4 * row + 2, 255);
            Arrays.fill(rightHalf, 4 * row + 2, 4 * row + 4, 255);
        }
        for (String id : List.of("a00", "a01")) {
            ImageSet.png(set.image(id), 6, upperHalf);
            ExifTag.turn(set.image(id), 6);
        }
        ImageSet.png(set.mask("a00"), 4, rightHalf); // drawn on what a viewer shows
        ImageSet.png(set.mask("a01"), 4, leftHalf);
        ExifTag.turn(set.mask("a01"), 2); // mirrored
        Reader reader = new ImageMasksReader(new MaskParams(set).size(6, 4).params());
        Dataset data = reader.train();
        for (int row = 0; row < 2; row++) {
            float[] mask = data.target(row, data.task().first()).values();
            assertThat(features(data, row)).containsExactly(mask);
            assertThat(mask).startsWith(0, 0, 1, 1);
        }
        Dataset predicted = reader.read(set.image("a00"));
        assertThat(predicted.attribute(0, ImageDataset.HEIGHT)).contains("6");
        assertThat(predicted.attribute(0, ImageDataset.WIDTH)).contains("4");
    }

    @Test
    void takesGroupsAndAttributesFromAnIndex() {
        Path index = set.text("index.csv", "site,id,patient\nx,a03,p\n,a01,q\ny,a02,p\n,a04,\n,a05,\n");
        Reader reader = new ImageMasksReader(
                new MaskParams(set).index(index, "patient", "site").params());
        Dataset data = reader.train();
        assertThat(reader.grouped()).isTrue();
        assertThat(data.size()).isEqualTo(5);
        assertThat(data.id(0)).isEqualTo("a03");
        assertThat(data.group(2)).isEqualTo(data.group(0)).isNotEqualTo(data.group(1));
        assertThat(data.group(3)).isNotEqualTo(data.group(4));
        assertThat(data.attribute(0, "site")).contains("x");
        assertThat(data.attribute(1, "site")).isEmpty();
        assertThat(reader.files()).contains(index).hasSize(12 + 12 + 1);
    }

    private static float[] features(Dataset data, int row) {
        return data.features(new int[] {row}).values().dup('c').data().asFloat();
    }

    @Test
    void asksWhetherMasksAreEmpty() {
        Dataset data = new ImageMasksReader(new MaskParams(set).emptiness().params()).train();
        Head nonEmpty = data.task().heads().get(1);
        assertThat(nonEmpty.name()).isEqualTo("non-empty");
        assertThat(data.target(0, nonEmpty).values()).containsExactly(0);
        assertThat(data.target(1, nonEmpty).values()).containsExactly(1);
        assertThat(data.targets(1)).containsExactly(1);
        assertThat(data.target(1, data.task().first()).shape()).containsExactly(12, 12, 1);
    }

    @Test
    void tellsHowManyMasksVanishInASmallerSize() {
        int[] dot = new int[ImageSet.SIDE * ImageSet.SIDE];
        dot[0] = 255; // no old pixel in the middle of a new one
        set.mask("a04", dot);
        set.mask("a07", dot);
        assertThat(warnings(new MaskParams(set).size(4, 4)))
                .containsExactly(
                        "2 of 8 masks are so small that they have no pixel in images of 4 x 4 pixels; the first of"
                                + " them is of 'a04'");
        assertThat(warnings(new MaskParams(set))).as("in their own size").isEmpty();
    }

    private static List<String> warnings(MaskParams params) {
        Logger logger = (Logger) LoggerFactory.getLogger(MaskTruths.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        try {
            new ImageMasksReader(params.params()).train();
        } finally {
            logger.detachAppender(appender);
        }
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void takesMasksFromRunLengthCodes() {
        String codes = IntStream.range(2, 12).mapToObj("a%02d, -1\n"::formatted).collect(Collectors.joining());
        Path runs = set.text("runs.csv", "ImageId, EncodedPixels\na00, 0 2\na00, 12 3\na01,143 1\n" + codes);
        Dataset data = new ImageMasksReader(new MaskParams(set).runs(runs).params()).train();
        assertThat(covered(data, 0)).containsExactly(0, 1, 12, 13, 25); // down the first column, then down the second
        assertThat(covered(data, 1)).containsExactly(143);
        assertThat(data.targets(2)).containsExactly(0);
    }

    @Test
    void takesMasksOfSeveralClasses() throws IOException {
        for (String name : List.of("left", "right")) {
            Files.createDirectories(set.masks().resolve(name));
            for (int i = 0; i < 12; i++) {
                int[] mask = new int[144];
                mask[name.equals("left") ? 5 : 9] = i == 3 ? 1 : 0;
                ImageSet.png(set.masks().resolve(name).resolve("a%02d.png".formatted(i)), 12, mask);
            }
        }
        Dataset data = new ImageMasksReader(
                        new MaskParams(set).classes("left", "right").emptiness().params())
                .train();
        assertThat(covered(data, 3)).containsExactly(2 * 5, 2 * 9 + 1);
        assertThat(data.targets(3)).containsExactly(1, 1);
        assertThat(data.task().heads().get(1).columns()).containsExactly("left", "right");
    }

    @Test
    void resizesMasksByThePixelInTheMiddle() {
        int[] mask = new int[144];
        mask[13] = 255; // row 1, column 1: the middle of the first of 4 x 4 pixels
        set.mask("a00", mask);
        Dataset data = new ImageMasksReader(new MaskParams(set).size(4).params()).train();
        assertThat(covered(data, 0)).containsExactly(0);
    }

    /** The lesion is in the image all the same: folds and the emptiness head go by the file. */
    @Test
    void aMaskThatLosesItsPixelsInASmallerSizeIsNotEmpty() {
        int[] mask = new int[144];
        mask[0] = 255; // no middle of 4 x 4 pixels
        set.mask("a00", mask);
        Dataset data =
                new ImageMasksReader(new MaskParams(set).size(4).emptiness().params()).train();
        assertThat(covered(data, 0)).isEmpty();
        assertThat(data.targets(0)).containsExactly(1);
        assertThat(data.target(0, data.task().heads().get(1)).values()).containsExactly(1);
        assertThat(data.targets(3)).containsExactly(0);
    }

    @Test
    void takesImagesWithoutMaskForEmptyOrLeavesThemOut() throws IOException {
        Files.delete(set.mask("a01"));
        MaskParams params = new MaskParams(set);
        Dataset empty = new ImageMasksReader(params.without(WithoutMask.EMPTY).params()).train();
        assertThat(empty.size()).isEqualTo(12);
        assertThat(empty.targets(1)).containsExactly(0);
        Dataset fewer =
                new ImageMasksReader(params.without(WithoutMask.LEAVE_OUT).params()).train();
        assertThat(fewer.size()).isEqualTo(11);
        assertThat(fewer.id(1)).isEqualTo("a02");
    }

    @Test
    void keepsNoMoreImagesThanTheyMayTake() {
        Dataset data = new ImageMasksReader(new MaskParams(set).cache(0).params()).train();
        float[] before = features(data, 0);
        set.image("a00", new int[144]);
        assertThat(features(data, 0)).isNotEqualTo(before);
        Dataset keeping = new ImageMasksReader(new MaskParams(set).params()).train();
        float[] black = features(keeping, 0);
        set.image("a00", IntStream.range(0, 144).toArray());
        assertThat(features(keeping, 0)).isEqualTo(black);
    }

    @Test
    void findsDamagedPixelsBeforeTraining() throws IOException {
        for (String id : List.of("a03", "a07")) {
            byte[] file = Files.readAllBytes(set.image(id));
            Files.write(set.image(id), Arrays.copyOf(file, file.length / 2));
        }
        Dataset data = new ImageMasksReader(new MaskParams(set).params()).train();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> data.contentHash(0))
                .satisfies(e -> assertThat(e.total()).isEqualTo(2))
                .withMessageContaining("a03.png: is a PNG that is cut short")
                .withMessageContaining("a07.png: is a PNG that is cut short");
    }

    /** The number of each cell that is 1. */
    private static List<Integer> covered(Dataset data, int row) {
        float[] mask = data.target(row, data.task().first()).values();
        return IntStream.range(0, mask.length)
                .filter(cell -> mask[cell] > 0)
                .boxed()
                .toList();
    }
}
