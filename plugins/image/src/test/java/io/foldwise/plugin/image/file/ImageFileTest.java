package io.foldwise.plugin.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.image.dicom.DicomWindow;
import io.foldwise.plugin.image.pixel.Pixels;
import io.foldwise.plugin.image.pixel.Samples;
import io.foldwise.toolkit.image.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageFileTest {

    private static final int HEIGHT = 7;
    private static final int WIDTH = 9;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "tiff"})
    void givesGreyValuesOf16BitsAsTheyAre(String format) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
        int[] values = new SplittableRandom(1).ints(WIDTH * HEIGHT, 0, 65536).toArray();
        image.getRaster().setPixels(0, 0, WIDTH, HEIGHT, values);
        Pixels pixels = written(image, format);
        assertThat(pixels.channels()).isEqualTo(1);
        assertThat(pixels.samples()).isInstanceOf(Samples.Shorts.class);
        assertSteps(pixels, values, 65535);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tiff"})
    void givesGreyValuesOf8BitsAsTheyAre(String format) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        int[] values = IntStream.range(0, WIDTH * HEIGHT).map(i -> 4 * i).toArray();
        image.getRaster().setPixels(0, 0, WIDTH, HEIGHT, values);
        assertSteps(written(image, format), values, 255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tiff"})
    void givesRedGreenAndBlue(String format) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        int[] values = new SplittableRandom(2).ints(3 * WIDTH * HEIGHT, 0, 256).toArray();
        image.getRaster().setPixels(0, 0, WIDTH, HEIGHT, values);
        Pixels pixels = written(image, format);
        assertThat(pixels.channels()).isEqualTo(3);
        assertSteps(pixels, values, 255);
    }

    @Test
    void leavesTransparencyOut() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(2, 0, 0x40102030);
        Pixels pixels = written(image, "png");
        assertThat(pixels.channels()).isEqualTo(3);
        assertThat(pixels.samples().get(6)).isEqualTo(16 / 255f);
        assertThat(pixels.samples().get(8)).isEqualTo(48 / 255f);
    }

    @Test
    void readsPalettesAndSingleBits() throws IOException {
        byte[] red = {0, (byte) 200};
        BufferedImage colours = new BufferedImage(
                WIDTH,
                HEIGHT,
                BufferedImage.TYPE_BYTE_BINARY,
                new IndexColorModel(1, 2, red, new byte[2], new byte[2]));
        colours.getRaster().setSample(1, 0, 0, 1);
        Pixels coloured = written(colours, "png");
        assertThat(coloured.channels()).isEqualTo(3);
        assertThat(coloured.samples().get(3)).isEqualTo(200 / 255f);
        BufferedImage bits = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
        bits.getRaster().setSample(1, 0, 0, 1);
        for (String format : new String[] {"png", "tiff"}) {
            Pixels grey = written(bits, format);
            assertThat(grey.channels()).isEqualTo(1);
            assertThat(grey.samples().get(0)).isZero();
            assertThat(grey.samples().get(1)).isEqualTo(1);
        }
    }

    @Test
    void readsJpeg() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        int[] values = IntStream.range(0, WIDTH * HEIGHT).map(i -> 30 + 2 * i).toArray();
        image.getRaster().setPixels(0, 0, WIDTH, HEIGHT, values);
        Pixels pixels = written(image, "jpeg");
        assertThat(pixels.channels()).isEqualTo(1);
        for (int i = 0; i < values.length; i++) {
            assertThat(255 * pixels.samples().get(i)).isCloseTo(values[i], within(8f));
        }
    }

    @Test
    void turnsOverTiffThatIsWhiteWhereItIsLeast() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(1, 0, 0, 55);
        ImageIO.write(image, "tiff", file().toFile());
        ByteBuffer tiff = ByteBuffer.wrap(Files.readAllBytes(file())); // big-endian
        int directory = tiff.getInt(4);
        for (int entry = 0; entry < tiff.getShort(directory); entry++) {
            int at = directory + 2 + 12 * entry;
            if (tiff.getShort(at) == 262) { // photometric interpretation
                tiff.putShort(at + 8, (short) 0);
            }
        }
        Files.write(file(), tiff.array());
        Pixels pixels = new ImageFile(file()).pixels(DicomWindow.ALL);
        assertThat(pixels.samples().get(0)).isEqualTo(1);
        assertThat(pixels.samples().get(1)).isEqualTo(200 / 255f);
    }

    @Test
    void refusesTiffOfSeveralImages() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file().toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            writer.writeToSequence(new IIOImage(image, null, null), null);
            writer.writeToSequence(new IIOImage(image, null, null), null);
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> new ImageFile(file()).header())
                .withMessage("is a TIFF of several images; files of one are read");
    }

    @Test
    void refusesJpegThatIsCutShort() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster()
                .setPixels(
                        0, 0, 64, 64, new SplittableRandom(3).ints(4096, 0, 256).toArray());
        ImageIO.write(image, "jpeg", file().toFile());
        byte[] bytes = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(bytes, bytes.length / 2));
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> new ImageFile(file()).pixels(DicomWindow.ALL))
                .withMessageStartingWith("is a damaged JPEG: ");
    }

    /** A chunk of comments that would unpack to far more than it takes is not even looked into. */
    @Test
    void passesOverCommentsOfPng() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED);
        ImageIO.write(image, "png", file().toFile());
        byte[] png = Files.readAllBytes(file());
        byte[] comment = "xxxxzTXtno such compression".getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer.wrap(comment).putInt(comment.length - 8);
        CRC32 checksum = new CRC32();
        checksum.update(comment, 4, comment.length - 4);
        ByteBuffer with = ByteBuffer.allocate(png.length + comment.length + 4)
                .put(png, 0, 33)
                .put(comment)
                .putInt((int) checksum.getValue())
                .put(png, 33, png.length - 33);
        Files.write(file(), with.array());
        assertThat(new ImageFile(file()).pixels(DicomWindow.ALL).width()).isEqualTo(WIDTH);
    }

    @Test
    void refusesOtherFiles() throws IOException {
        Files.writeString(file(), "GIF89a");
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> new ImageFile(file()).header())
                .withMessage("is no image: it begins like none of PNG, JPEG, TIFF or DICOM; convert it, or move it to"
                        + " another folder");
        Files.write(file(), new byte[0]);
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> new ImageFile(file()).header())
                .withMessage("is empty");
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> new ImageFile(folder).header())
                .withMessage("is a folder");
    }

    private Path file() {
        return folder.resolve("image");
    }

    private Pixels written(BufferedImage image, String format) throws IOException {
        assertThat(ImageIO.write(image, format, file().toFile())).isTrue();
        ImageFile written = new ImageFile(file());
        assertThat(written.header().height()).isEqualTo(HEIGHT);
        assertThat(written.header().width()).isEqualTo(WIDTH);
        return written.pixels(DicomWindow.ALL);
    }

    private static void assertSteps(Pixels pixels, int[] values, int most) {
        assertThat(pixels.samples().length()).isEqualTo(values.length);
        for (int i = 0; i < values.length; i++) {
            assertThat(pixels.samples().get(i)).as("value %d", i).isEqualTo(values[i] / (float) most);
        }
    }
}
