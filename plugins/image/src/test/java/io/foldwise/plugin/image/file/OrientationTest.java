package io.foldwise.plugin.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.plugin.image.dicom.DicomWindow;
import io.foldwise.plugin.image.pixel.Pixels;
import io.foldwise.spi.Seed;
import io.foldwise.toolkit.image.ImageHeader;
import io.foldwise.toolkit.image.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that are to be turned before they are shown: {@code abc} in the first row and {@code def} in the second, of squares. */
final class OrientationTest {

    private static final int ROWS = 2;
    private static final int COLUMNS = 3;
    /** Of a square: JPEG gives squares of so many pixels back as they were. */
    private static final int SIDE = 16;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "1, abc def",
        "2, cba fed",
        "3, fed cba",
        "4, def abc",
        "5, ad be cf",
        "6, da eb fc",
        "7, fc eb da",
        "8, cf be ad"
    })
    void imagesAreReadAsAViewerShowsThem(int orientation, String shown) throws IOException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] block = ExifTag.block(orientation, order);
            assertThat(read(ExifTag.inJpeg(encoded("jpeg"), block))).as("JPEG").isEqualTo(shown);
            assertThat(read(ExifTag.inPng(encoded("png"), block))).as("PNG").isEqualTo(shown);
        }
        TinyTiff tiff = new TinyTiff()
                .with(256, COLUMNS)
                .with(257, ROWS)
                .with(278, ROWS)
                .with(279, ROWS * COLUMNS);
        byte[] file = tiff.with(274, orientation).bytes();
        for (int square = 0; square < ROWS * COLUMNS; square++) {
            file[TinyTiff.PIXELS + square] = (byte) grey(square);
        }
        assertThat(read(file)).as("TIFF").isEqualTo(shown);
    }

    @Test
    void blocksAreFoundBehindOthers() throws IOException {
        byte[] turned = ExifTag.block(3, ByteOrder.BIG_ENDIAN);
        byte[] jpeg = ExifTag.inJpeg(encoded("jpeg"), turned);
        ByteBuffer another = ByteBuffer.allocate(jpeg.length + 9).put(jpeg, 0, 2);
        another.putShort((short) 0xffe1).putShort((short) 6).putInt(0x68747470); // other data of that kind
        another.put((byte) 0xff).put(jpeg, 2, jpeg.length - 2); // between parts there may be such a byte
        assertThat(read(another.array())).isEqualTo("fed cba");
    }

    @Test
    void coloursAndValuesOf16BitsStayWhatTheyAre() throws IOException {
        for (int type : new int[] {BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_INT_RGB}) {
            BufferedImage image = new BufferedImage(5, 4, type);
            int channels = image.getRaster().getNumBands();
            int most = channels == 1 ? 65535 : 255;
            int[] values =
                    new SplittableRandom(4).ints(20 * channels, 0, most + 1).toArray();
            image.getRaster().setPixels(0, 0, 5, 4, values);
            byte[] png = ExifTag.inPng(ExifTag.encoded(image, "png"), ExifTag.block(6, ByteOrder.BIG_ENDIAN));
            Pixels pixels = new ImageFile(written(png)).pixels(DicomWindow.ALL);
            for (int row = 0; row < 5; row++) {
                for (int place = 0; place < 4 * channels; place++) {
                    int stored = channels * (5 * (3 - place / channels) + row) + place % channels;
                    assertThat(pixels.samples().get(4 * channels * row + place))
                            .isEqualTo(values[stored] / (float) most);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 255, 65535})
    void whatIsNoOrientationIsAsNone(int value) throws IOException {
        assertIsAsNone(ExifTag.block(value, ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    void damagedBlocksAreAsNone() throws IOException {
        byte[] whole = ExifTag.block(6, ByteOrder.BIG_ENDIAN);
        for (int length = 0; length < ExifTag.VALUE + 2; length++) {
            assertIsAsNone(Arrays.copyOf(whole, length));
        }
        assertIsAsNone(changed(whole, 0, 'X')); // neither order of bytes
        assertIsAsNone(changed(whole, 3, 43));
        assertIsAsNone(changed(whole, 4, 0xff)); // a directory far behind the end
        assertIsAsNone(changed(whole, 7, 200)); // behind the end
        assertIsAsNone(changed(whole, ExifTag.TYPE + 1, 4)); // of another type
        assertIsAsNone(changed(whole, ExifTag.TYPE + 5, 2)); // two values
        assertIsAsNone(changed(changed(whole, 8, 0xff), 11, 0)); // 65281 fields
    }

    @Test
    void blocksThatAreLongerThanTheFileTakeNoMemory() throws IOException {
        byte[] png = ExifTag.inPng(encoded("png"), ExifTag.block(6, ByteOrder.BIG_ENDIAN));
        ByteBuffer.wrap(png).putInt(33, Integer.MAX_VALUE); // what the block says of its length
        ImageFile image = new ImageFile(written(png));
        assertThat(image.header()).isEqualTo(new ImageHeader(SIDE * ROWS, SIDE * COLUMNS));
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> image.pixels(DicomWindow.ALL))
                .withMessage("is a PNG that is cut short");
    }

    @Test
    void hostileBlocksHaveHeadersAndPixelsOfOneSize() throws IOException {
        SplittableRandom random = new Seed(5).random();
        byte[] jpeg = encoded("jpeg");
        for (int trial = 0; trial < 200; trial++) {
            byte[] block = Arrays.copyOf(ExifTag.block(6, ByteOrder.BIG_ENDIAN), 40);
            for (int i = random.nextInt(3); i >= 0; i--) {
                block[random.nextInt(block.length)] = (byte) random.nextInt(256);
            }
            assertThat(read(ExifTag.inJpeg(jpeg, block))).isNotBlank();
        }
    }

    private void assertIsAsNone(byte[] block) throws IOException {
        assertThat(read(ExifTag.inJpeg(encoded("jpeg"), block))).isEqualTo("abc def");
        assertThat(read(ExifTag.inPng(encoded("png"), block))).isEqualTo("abc def");
    }

    private static byte[] changed(byte[] bytes, int place, int value) {
        byte[] changed = bytes.clone();
        changed[place] = (byte) value;
        return changed;
    }

    private static int grey(int square) {
        return 20 + 40 * square;
    }

    private static byte[] encoded(String format) throws IOException {
        BufferedImage image = new BufferedImage(SIDE * COLUMNS, SIDE * ROWS, BufferedImage.TYPE_BYTE_GRAY);
        for (int row = 0; row < image.getHeight(); row++) {
            for (int column = 0; column < image.getWidth(); column++) {
                image.getRaster().setSample(column, row, 0, grey(COLUMNS * (row / SIDE) + column / SIDE));
            }
        }
        return ExifTag.encoded(image, format);
    }

    private Path written(byte[] file) throws IOException {
        return Files.write(folder.resolve("image"), file);
    }

    /** Reads an image of squares: the letters of each row. */
    private String read(byte[] file) throws IOException {
        ImageFile image = new ImageFile(written(file));
        Pixels pixels = image.pixels(DicomWindow.ALL);
        assertThat(image.header()).isEqualTo(new ImageHeader(pixels.height(), pixels.width()));
        int side = pixels.height() * pixels.width() == ROWS * COLUMNS ? 1 : SIDE;
        StringBuilder letters = new StringBuilder();
        for (int row = side / 2; row < pixels.height(); row += side) {
            letters.append(row < side ? "" : " ");
            for (int column = side / 2; column < pixels.width(); column += side) {
                float grey = 255 * pixels.samples().get(row * pixels.width() + column);
                letters.append((char) ('a' + Math.round((grey - 20) / 40)));
            }
        }
        return letters.toString();
    }
}
