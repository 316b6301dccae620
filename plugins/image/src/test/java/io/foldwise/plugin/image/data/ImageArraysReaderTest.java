package io.foldwise.plugin.image.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.plugin.image.data.ImageArraysReader.Params;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Storage;
import io.foldwise.toolkit.numpy.ArrayPlace;
import io.foldwise.toolkit.numpy.NpyHeader;
import io.foldwise.toolkit.numpy.NumberType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageArraysReaderTest extends ReaderContract {

    private static final int SAMPLES = 12;
    private static final int[] IMAGES =
            new SplittableRandom(4).ints(SAMPLES * 6 * 5, 0, 256).toArray();

    @TempDir
    private Path folder;

    private Path images;

    @BeforeEach
    void write() throws IOException {
        images = npy("images.npy", IMAGES, SAMPLES, 6, 5);
        npy("test.npy", IMAGES, 3, 6, 5);
    }

    @Override
    protected Reader reader() {
        int[] classes = IntStream.range(0, SAMPLES).map(i -> i % 3).toArray();
        return classes("classes.npy", classes, SAMPLES, 1);
    }

    private Reader classes(String file, int[] numbers, int... shape) {
        ArrayPlace answers = new ArrayPlace(npy(file, numbers, shape), Optional.empty());
        return reader(Optional.empty(), Optional.of(answers), List.of("cat", "dog", "fox"), List.of());
    }

    private Reader masks(ArrayPlace masks, String... classes) {
        return reader(Optional.of(masks), Optional.empty(), List.of(classes), List.of());
    }

    private Reader reader(
            Optional<ArrayPlace> masks, Optional<ArrayPlace> answers, List<String> classes, List<String> labels) {
        return new ImageArraysReader(new Params(
                new ArrayPlace(images, Optional.empty()),
                masks,
                answers,
                classes,
                labels,
                masks.isPresent() ? MaskHeads.BOTH : MaskHeads.MASK,
                Optional.of(new ArrayPlace(folder.resolve("test.npy"), Optional.empty())),
                new ImageParams(List.of(6, 5), 1, Normalisation.UNIT, Optional.empty(), false, Optional.empty(), 1),
                Storage.Cell.FLOAT));
    }

    @Test
    void givesBrightnessOfBytes() {
        Dataset data = reader().train();
        float[] pixels = data.features(new int[] {2}).values().dup('c').data().asFloat();
        for (int i = 0; i < 30; i++) {
            assertThat(pixels[i]).isEqualTo(IMAGES[60 + i] / 255f);
        }
        assertThat(data.id(2)).isEqualTo("2");
        assertThat(data.targets(2)).containsExactly(0, 0, 1);
    }

    @Test
    void readsLabels() {
        ArrayPlace answers = new ArrayPlace(npy("labels.npy", new int[2 * SAMPLES], SAMPLES, 2), Optional.empty());
        Dataset data = reader(Optional.empty(), Optional.of(answers), List.of(), List.of("ill", "old"))
                .train();
        assertThat(data.targets(0)).containsExactly(0, 0);
    }

    @Test
    void readsMasksOfSeveralClassesFromAnArchive() throws IOException {
        int[] masks = new int[SAMPLES * 30 * 2];
        masks[60 + 2 * 7 + 1] = 1; // of the second image the second class
        Path file = folder.resolve("masks.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("masks.npy"));
            zip.write(bytes(masks, SAMPLES, 6, 5, 2));
        }
        Dataset data = masks(new ArrayPlace(file, Optional.of("masks")), "left", "right")
                .train();
        assertThat(data.targets(0)).containsExactly(0, 0);
        assertThat(data.targets(1)).containsExactly(0, 1);
        assertThat(data.target(1, data.task().first()).values()[2 * 7 + 1]).isEqualTo(1);
        assertThat(data.task().heads()).hasSize(2);
    }

    @Test
    void refusesOtherArrays() {
        Path file = folder.resolve("x.npy");
        refused(classes("x.npy", new int[3], 3), file + ": is of 3 samples, but there are 12 images");
        refused(classes("x.npy", new int[24], SAMPLES, 2), file + ": is of the shape [12, 2], not [samples, 1]");
        int[] classes = new int[SAMPLES];
        classes[4] = 3;
        classes[7] = 200;
        refused(
                classes("x.npy", classes, SAMPLES),
                file + ": says of sample 4 that it is of class 3.0, not a whole number from 0 to 2\n" + file
                        + ": says of sample 7 that it is of class 200.0, not a whole number from 0 to 2");
        int[] masks = new int[SAMPLES * 30];
        masks[31] = 255;
        masks[40] = 7;
        refused(
                masks(new ArrayPlace(npy("x.npy", masks, SAMPLES, 6, 5), Optional.empty())),
                file + ": has in mask 1 more than two values: besides 0 and 255.0 there is 7.0");
        refused(
                masks(new ArrayPlace(npy("x.npy", masks, SAMPLES, 5, 6), Optional.empty())),
                file + ": is of the shape [12, 5, 6], but images are of [12, 6, 5] and classes are 1");
        images = npy("x.npy", new int[24], 3, 2, 4);
        images = npy("x.npy", new int[24], 3, 8);
        refused(
                reader(),
                file
                        + ": is of the shape [3, 8], not [samples, height, width] or [samples, height, width, channels] with one"
                        + " channel or three");
        images = folder.resolve("none.npy");
        refused(reader(), images + ": there is no such file");
    }

    private static void refused(Reader reader, String why) {
        assertThatExceptionOfType(DataException.class).isThrownBy(reader::train).withMessage(why);
    }

    private Path npy(String name, int[] values, int... shape) {
        try {
            return Files.write(folder.resolve(name), bytes(values, shape));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As many bytes as the shape has cells. */
    private static byte[] bytes(int[] values, int... shape) {
        ByteBuffer cells = ByteBuffer.allocate(IntStream.of(shape).reduce(1, Math::multiplyExact));
        for (int i = 0; i < cells.capacity(); i++) {
            cells.put((byte) values[i]);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(NpyHeader.write(NumberType.UINT8, shape));
        file.writeBytes(cells.array());
        return file.toByteArray();
    }
}
