package io.foldwise.plugin.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.foldwise.plugin.image.dicom.DicomWindow;
import io.foldwise.spi.Seed;
import io.foldwise.toolkit.image.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of which some bytes are others than they were: they are read, or refused in a sentence. */
final class HostileImagesTest {

    private static final int TRIALS = 150;

    private static final int IMAGE_WIDTH = 256;
    private static final int IMAGE_LENGTH = 257;
    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_LENGTH = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;

    private static final int NO_COMPRESSION = 1;
    private static final int LZW = 5;
    private static final int JPEG = 7;
    private static final int DEFLATE = 8;
    private static final int PACK_BITS = 32773;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "tiff"})
    void areReadOrRefused(String format) throws IOException {
        SplittableRandom random = new Seed(3).random();
        byte[] whole = encoded(random, format);
        Path file = folder.resolve("image");
        int refused = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            byte[] changed = whole.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, changed);
            try {
                new ImageFile(file).header();
                new ImageFile(file).pixels(DicomWindow.ALL);
            } catch (UnreadableImageException known) {
                assertThat(known.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(TRIALS / 10);
    }

    @Test
    void aChainOfTiffImagesThatComesBackToItselfIsNotFollowed() throws IOException {
        Path file = Files.write(
                folder.resolve("image"), new TinyTiff().next(TinyTiff.DIRECTORY).bytes());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertRefused(() -> new ImageFile(file).header(), "is a TIFF of several images");
            assertRefused(() -> new ImageFile(file).pixels(DicomWindow.ALL), "is a TIFF of several images");
        });
    }

    @Test
    void tiffIsReadAtAll() throws IOException {
        Path file = Files.write(folder.resolve("image"), new TinyTiff().bytes());
        assertThat(new ImageFile(file).pixels(DicomWindow.ALL).samples().length())
                .isEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(ints = {NO_COMPRESSION, LZW, JPEG, DEFLATE, PACK_BITS})
    void stripsOfTiffBeyondItsEndTakeNoMemory(int compression) throws IOException {
        TinyTiff tiff = new TinyTiff().with(COMPRESSION, compression).with(STRIP_BYTE_COUNTS, Integer.MAX_VALUE);
        Path file = Files.write(folder.resolve("image"), tiff.bytes());
        assertRefused(() -> new ImageFile(file).pixels(DicomWindow.ALL), "out of stream");
        assertRefused(() -> new ImageFile(file).header(), "out of stream");
    }

    @ParameterizedTest
    @ValueSource(ints = {NO_COMPRESSION, LZW, DEFLATE, PACK_BITS})
    void tilesOfTiffThatAreLargerThanAnyImageTakeNoMemory(int compression) throws IOException {
        TinyTiff tiff = new TinyTiff()
                .without(STRIP_BYTE_COUNTS)
                .without(STRIP_OFFSETS)
                .with(COMPRESSION, compression)
                .with(TILE_WIDTH, 30_000)
                .with(TILE_LENGTH, 30_000)
                .with(TILE_OFFSETS, TinyTiff.PIXELS)
                .with(TILE_BYTE_COUNTS, 64);
        Path file = Files.write(folder.resolve("image"), tiff.bytes());
        assertRefused(
                () -> new ImageFile(file).pixels(DicomWindow.ALL),
                "has tiles of 30000 x 30000 pixels, more than any image that is read here");
    }

    @Test
    void channelsOfTiffTakeNoMemory() throws IOException {
        TinyTiff tiff = new TinyTiff()
                .with(IMAGE_WIDTH, 8192)
                .with(IMAGE_LENGTH, 8192)
                .with(ROWS_PER_STRIP, 8192)
                .with(SAMPLES_PER_PIXEL, 250);
        Path file = Files.write(folder.resolve("image"), tiff.bytes());
        assertRefused(() -> new ImageFile(file).pixels(DicomWindow.ALL), "channels of 8 bits; grey and RGB images of");
    }

    @Test
    void fieldsOfTiffAreReadOnce() throws IOException {
        Path file = Files.write(
                folder.resolve("image"),
                new TinyTiff().again(STRIP_BYTE_COUNTS, 64).bytes());
        assertRefused(() -> new ImageFile(file).header(), "is a TIFF whose field 279 occurs twice");
    }

    private static void assertRefused(ThrowableAssert.ThrowingCallable reading, String message) {
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(reading)
                .withMessageContaining(message);
    }

    private static byte[] encoded(SplittableRandom random, String format) throws IOException {
        BufferedImage image = new BufferedImage(20, 30, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, 20, 30, random.ints(600, 0, 256).toArray());
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        if (format.equals("tiff")) {
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionType("Deflate");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
