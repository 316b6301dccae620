package io.foldwise.plugin.image.dicom;

import static io.foldwise.plugin.image.dicom.DicomWriter.HEIGHT;
import static io.foldwise.plugin.image.dicom.DicomWriter.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.jaiimageio.jpeg2000.J2KImageWriteParam;
import io.foldwise.plugin.image.dicom.DicomWindow.Range;
import io.foldwise.plugin.image.pixel.Pixels;
import io.foldwise.toolkit.dicom.DicomHeader;
import io.foldwise.toolkit.image.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DicomFileTest {

    private static final String IMPLICIT = "1.2.840.10008.1.2";
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";
    private static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";
    private static final String DEFLATED = "1.2.840.10008.1.2.1.99";
    private static final String RUN_LENGTH = "1.2.840.10008.1.2.5";
    private static final String JPEG = "1.2.840.10008.1.2.4.50";
    private static final String JPEG_EXTENDED = "1.2.840.10008.1.2.4.51";
    private static final String JPEG_LOSSLESS = "1.2.840.10008.1.2.4.70";
    private static final String JPEG_2000 = "1.2.840.10008.1.2.4.90";

    /** Of the test files of pydicom, which are one image in many forms. Not part of this repository. */
    private static final String SAMPLES = "FOLDWISE_DICOM_SAMPLES";

    private static final int[] VALUES =
            new SplittableRandom(5).ints(HEIGHT * WIDTH, 0, 1 << 12).toArray();

    private static final DicomWindow OWN_WINDOW = new DicomWindow(Optional.empty(), true);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {IMPLICIT, EXPLICIT, BIG_ENDIAN, DEFLATED})
    void readsValuesThatAreNotCompressed(String syntax) throws IOException {
        assertValues(new DicomWriter(syntax).plain(VALUES, 2), 12);
    }

    @ParameterizedTest
    @ValueSource(strings = {IMPLICIT, EXPLICIT, BIG_ENDIAN, DEFLATED})
    void readsValuesOfABytes(String syntax) throws IOException {
        int[] bytes = Arrays.stream(VALUES).map(value -> value >> 4).toArray();
        byte[] file = new DicomWriter(syntax).bits(8, 8).plain(syntax.equals(BIG_ENDIAN) ? swapped(bytes) : bytes, 1);
        assertShares(pixels(file), bytes, 0, 255);
    }

    /** As bytes lie within words of a big-endian file. */
    private static int[] swapped(int[] bytes) {
        return IntStream.range(0, bytes.length).map(i -> bytes[i ^ 1]).toArray();
    }

    @Test
    void readsLosslessJpeg() throws IOException {
        byte[] frame = LosslessJpeg.of(VALUES, HEIGHT, WIDTH, 12);
        assertValues(new DicomWriter(JPEG_LOSSLESS).compressed(frame), 12);
        byte[] begin = Arrays.copyOf(frame, 40);
        byte[] rest = Arrays.copyOfRange(frame, 40, frame.length);
        assertValues(new DicomWriter(JPEG_LOSSLESS).compressed(begin, rest), 12);
    }

    /** Of 64 x 64 pixels: the library's writer, though not its reader, loses bits of images as small as the others here. */
    @Test
    void readsJpeg2000() throws IOException {
        int side = 64;
        int[] values = new SplittableRandom(6).ints(side * side, 0, 1 << 12).toArray();
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setPixels(0, 0, side, side, values);
        byte[] file = new DicomWriter(JPEG_2000)
                .set(DicomHeader.ROWS, side)
                .set(DicomHeader.COLUMNS, side)
                .bits(16, 16)
                .compressed(lossless(image));
        Path written = DicomWriter.write(folder.resolve("x.dcm"), file);
        assertShares(new DicomFile(written).pixels(DicomWindow.ALL), values, 0, 65535);
    }

    @Test
    void readsJpegOf8Bits() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        int[] smooth = IntStream.range(0, HEIGHT * WIDTH).map(i -> 60 + 4 * i).toArray();
        image.getRaster().setPixels(0, 0, WIDTH, HEIGHT, smooth);
        Pixels pixels = pixels(new DicomWriter(JPEG).bits(8, 8).compressed(encoded(image, "jpeg")));
        for (int i = 0; i < smooth.length; i++) {
            assertThat(255 * pixels.samples().get(i)).isCloseTo(smooth[i], within(6f));
        }
    }

    private static byte[] lossless(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg2000").next();
        J2KImageWriteParam exactly = (J2KImageWriteParam) writer.getDefaultWriteParam();
        exactly.setLossless(true);
        exactly.setFilter(J2KImageWriteParam.FILTER_53);
        exactly.setEncodingRate(Double.MAX_VALUE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), exactly);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes))
                .as("whether there is a writer")
                .isTrue();
        return bytes.toByteArray();
    }

    @Test
    void readsRunLengthCode() throws IOException {
        int[] values = VALUES.clone();
        Arrays.fill(values, 7, 21, 0x345);
        byte[] file = new DicomWriter(RUN_LENGTH).compressed(packed(values));
        assertShares(pixels(file), values, 0, 4095);
    }

    /** Two planes of bytes: literal ones, but the run in the middle. */
    private static byte[] packed(int[] values) {
        ByteArrayOutputStream planes = new ByteArrayOutputStream();
        int[] starts = new int[2];
        for (int plane = 0; plane < 2; plane++) {
            starts[plane] = 64 + planes.size();
            planes.write(6);
            for (int i = 0; i < 7; i++) {
                planes.write(values[i] >> 8 * (1 - plane));
            }
            planes.write(-128); // nothing
            planes.write(1 - 14);
            planes.write(values[7] >> 8 * (1 - plane));
            planes.write(values.length - 21 - 1);
            for (int i = 21; i < values.length; i++) {
                planes.write(values[i] >> 8 * (1 - plane));
            }
        }
        return ByteBuffer.allocate(64 + planes.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(2)
                .putInt(starts[0])
                .putInt(starts[1])
                .position(64)
                .put(planes.toByteArray())
                .array();
    }

    @Test
    void turnsOverWhatIsWhiteWhereItIsLeast() throws IOException {
        Pixels pixels = pixels(new DicomWriter(EXPLICIT)
                .set(DicomHeader.PHOTOMETRIC_INTERPRETATION, "MONOCHROME1")
                .plain(VALUES, 2));
        assertShares(pixels, VALUES, 4095, 0);
    }

    @Test
    void takesBitsThatCount() throws IOException {
        int[] shifted = Arrays.stream(VALUES).map(value -> value << 3 | 0x8005).toArray();
        byte[] file = new DicomWriter(EXPLICIT).set(DicomHeader.HIGH_BIT, 14).plain(shifted, 2);
        assertValues(file, 12);
    }

    @Test
    void readsSigns() throws IOException {
        int[] signed = Arrays.stream(VALUES).map(value -> value - 2048).toArray();
        byte[] file = new DicomWriter(EXPLICIT)
                .set(DicomHeader.PIXEL_REPRESENTATION, 1)
                .plain(signed, 2);
        assertShares(pixels(file), signed, -2048, 2047);
    }

    @Test
    void windowsWhatValuesStandFor() throws IOException {
        byte[] file = new DicomWriter(EXPLICIT)
                .set(DicomHeader.RESCALE_SLOPE, "2")
                .set(DicomHeader.RESCALE_INTERCEPT, "-1024.0")
                .set(DicomHeader.WINDOW_CENTER, "40.5\\300")
                .set(DicomHeader.WINDOW_WIDTH, "401\\1500")
                .plain(VALUES, 2);
        int[] units = Arrays.stream(VALUES).map(value -> 2 * value - 1024).toArray();
        assertShares(pixels(file), units, -1024, 7166);
        DicomWindow lung = new DicomWindow(Optional.of(new Range(-1000, 400)), true);
        assertShares(pixels(file, lung), units, -1000, 400);
        assertShares(pixels(file, OWN_WINDOW), units, -160, 240);
    }

    /** What is above the centre less a half is white, and all else black. */
    @Test
    void aWindowOfOneValueHasNothingInBetween() throws IOException {
        byte[] file = new DicomWriter(EXPLICIT)
                .set(DicomHeader.WINDOW_CENTER, "2000")
                .set(DicomHeader.WINDOW_WIDTH, "1")
                .plain(ramp(1999), 2);
        Pixels pixels = pixels(file, OWN_WINDOW);
        assertThat(pixels.samples().get(0)).isZero();
        assertThat(pixels.samples().get(1)).isEqualTo(1);
        assertThat(pixels.samples().get(2)).isEqualTo(1);
    }

    @Test
    void readsExactWindowsAndRefusesOthers() throws IOException {
        DicomWriter writer =
                new DicomWriter(EXPLICIT).set(DicomHeader.WINDOW_CENTER, "2000").set(DicomHeader.WINDOW_WIDTH, "400");
        byte[] exact = writer.set(DicomHeader.VOI_LUT_FUNCTION, "LINEAR_EXACT").plain(VALUES, 2);
        assertShares(pixels(exact, OWN_WINDOW), VALUES, 1800, 2200);
        byte[] linear = writer.set(DicomHeader.VOI_LUT_FUNCTION, "LINEAR").plain(VALUES, 2);
        assertShares(pixels(linear, OWN_WINDOW), VALUES, 1800, 2199);
        byte[] sigmoid = writer.set(DicomHeader.VOI_LUT_FUNCTION, "SIGMOID").plain(VALUES, 2);
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> pixels(sigmoid, OWN_WINDOW))
                .withMessage(
                        "is a DICOM file whose window has the form 'SIGMOID'; LINEAR and LINEAR_EXACT are read: leave"
                                + " its own window, or give another one");
        assertShares(pixels(sigmoid), VALUES, 0, 4095);
    }

    private static int[] ramp(int from) {
        return IntStream.range(from, from + HEIGHT * WIDTH).toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"YBR_PARTIAL_422", "YBR_PARTIAL_420", "YBR_FULL_422", "YBR_ICT", "YBR_RCT", "YBR_OTHER"})
    void refusesColoursThatItDoesNotKnow(String colours) {
        byte[] file = new DicomWriter(EXPLICIT)
                .set(DicomHeader.PHOTOMETRIC_INTERPRETATION, colours)
                .set(DicomHeader.SAMPLES_PER_PIXEL, 3)
                .bits(8, 8)
                .plain(new int[3 * HEIGHT * WIDTH], 1);
        assertRefused(
                file,
                "is a DICOM file of " + colours
                        + " with 3 values of 8 bits (8 used) for each pixel; grey images of 8 or 16"
                        + " bits are read, and RGB images of 8");
    }

    @Test
    void readsLumaAndColourDifferences() throws IOException {
        int[] grey = IntStream.range(0, 3 * HEIGHT * WIDTH)
                .map(i -> i % 3 == 0 ? 2 * i : 128)
                .toArray();
        byte[] file = new DicomWriter(EXPLICIT)
                .set(DicomHeader.PHOTOMETRIC_INTERPRETATION, "YBR_FULL")
                .set(DicomHeader.SAMPLES_PER_PIXEL, 3)
                .bits(8, 8)
                .plain(grey, 1);
        int[] rgb = IntStream.range(0, grey.length).map(i -> grey[i - i % 3]).toArray();
        assertShares(pixels(file), rgb, 0, 255);
    }

    /** Elements behind the pixels are none of them. */
    @Test
    void trustsTheLengthOfPixelsNoMoreThanItHasTo() {
        byte[] file = new DicomWriter(EXPLICIT).plain(VALUES, 2);
        int length = file.length - 2 * VALUES.length - Integer.BYTES;
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(length, 2 * VALUES.length - 8);
        assertRefused(file, "is a DICOM file whose pixels are cut short or damaged");
    }

    @Test
    void readsColours() throws IOException {
        int[] interleaved =
                IntStream.range(0, 3 * HEIGHT * WIDTH).map(i -> 2 * i).toArray();
        DicomWriter writer = new DicomWriter(EXPLICIT)
                .set(DicomHeader.PHOTOMETRIC_INTERPRETATION, "RGB")
                .set(DicomHeader.SAMPLES_PER_PIXEL, 3)
                .bits(8, 8);
        Pixels pixels = pixels(writer.plain(interleaved, 1));
        assertThat(pixels.channels()).isEqualTo(3);
        assertShares(pixels, interleaved, 0, 255);
        int[] planes = IntStream.range(0, interleaved.length)
                .map(i -> interleaved[i % (HEIGHT * WIDTH) * 3 + i / (HEIGHT * WIDTH)])
                .toArray();
        assertShares(pixels(writer.set(DicomHeader.PLANAR_CONFIGURATION, 1).plain(planes, 1)), interleaved, 0, 255);
    }

    @Test
    void namesWhatItDoesNotRead() {
        assertRefused(
                new DicomWriter("1.2.840.10008.1.2.4.80").compressed(new byte[9]),
                "is a DICOM file whose pixels are written in JPEG-LS (transfer syntax 1.2.840.10008.1.2.4.80), which is not"
                        + " read: convert it, for example by dcmtk's dcmdjpls");
        assertRefused(
                new DicomWriter("1.2.840.10008.1.2.4.202").compressed(new byte[9]),
                "is a DICOM file whose pixels are written in a way that is not known here (transfer syntax"
                        + " 1.2.840.10008.1.2.4.202), which is not read: convert it, for example by dcmtk's dcmconv");
        byte[] extended = LosslessJpeg.of(VALUES, HEIGHT, WIDTH, 12);
        assertRefused(
                new DicomWriter(JPEG_EXTENDED).compressed(extended),
                "is a DICOM file whose pixels are written in JPEG of 12 bits (transfer syntax 1.2.840.10008.1.2.4.51), which"
                        + " is not read: convert it, for example by dcmtk's dcmdjpeg");
        assertRefused(
                new DicomWriter(EXPLICIT).set(DicomHeader.NUMBER_OF_FRAMES, "7").plain(VALUES, 2),
                "is a DICOM file of 7 images; files of one are read");
        assertRefused(
                new DicomWriter(EXPLICIT)
                        .set(DicomHeader.PHOTOMETRIC_INTERPRETATION, "PALETTE COLOR")
                        .plain(VALUES, 2),
                "is a DICOM file of PALETTE COLOR with 1 values of 16 bits (12 used) for each pixel; grey images of 8 or 16"
                        + " bits are read, and RGB images of 8");
    }

    @Test
    void trustsNoLength() {
        assertRefused(
                new DicomWriter(EXPLICIT)
                        .set(DicomHeader.ROWS, 65535)
                        .set(DicomHeader.COLUMNS, 65535)
                        .plain(VALUES, 2),
                "says that it has 65535 x 65535 pixels, more than any image that is read here (64 million)");
        assertRefused(
                new DicomWriter(EXPLICIT)
                        .set(DicomHeader.ROWS, 8192)
                        .set(DicomHeader.COLUMNS, 8192)
                        .plain(VALUES, 2),
                "is a DICOM file whose pixels are cut short or damaged");
        assertRefused(
                new DicomWriter(JPEG_LOSSLESS)
                        .set(DicomHeader.ROWS, 4096)
                        .compressed(LosslessJpeg.of(VALUES, HEIGHT, WIDTH, 12)),
                "is a DICOM file of 4096 x 5 pixels, whose compressed pixels are 6 x 5");
        byte[] plain = new DicomWriter(EXPLICIT).plain(VALUES, 2);
        assertRefused(Arrays.copyOf(plain, plain.length - 2), "is a DICOM file whose pixels are cut short or damaged");
        assertRefused(Arrays.copyOf(plain, 300), "is a DICOM file without pixels, or one that is cut short");
    }

    @Test
    void readsOneImageInManyFormsAlike() throws IOException {
        String place = System.getenv(SAMPLES);
        assumeTrue(place != null && Files.isDirectory(Path.of(place)), "set " + SAMPLES);
        Path samples = Path.of(place);
        Pixels plain = new DicomFile(samples.resolve("MR_small.dcm")).pixels(DicomWindow.ALL);
        for (String form : new String[] {"RLE", "bigendian", "expb", "implicit", "jp2klossless", "padded"}) {
            Pixels other = new DicomFile(samples.resolve("MR_small_" + form + ".dcm")).pixels(DicomWindow.ALL);
            for (int i = 0; i < plain.samples().length(); i++) {
                assertThat(other.samples().get(i))
                        .as("%s, pixel %d", form, i)
                        .isEqualTo(plain.samples().get(i));
            }
        }
    }

    private void assertValues(byte[] file, int bits) throws IOException {
        assertShares(pixels(file), VALUES, 0, (1 << bits) - 1);
    }

    private static void assertShares(Pixels pixels, int[] values, double black, double white) {
        assertThat(pixels.samples().length()).isEqualTo(values.length);
        for (int i = 0; i < values.length; i++) {
            double share = Math.min(1, Math.max(0, (values[i] - black) / (white - black)));
            assertThat((double) pixels.samples().get(i)).as("value %d", i).isCloseTo(share, within(1e-5));
        }
    }

    private Pixels pixels(byte[] file) throws IOException {
        return pixels(file, DicomWindow.ALL);
    }

    private Pixels pixels(byte[] file, DicomWindow window) throws IOException {
        DicomFile dicom = new DicomFile(DicomWriter.write(folder.resolve("x.dcm"), file));
        Pixels pixels = dicom.pixels(window);
        assertThat(pixels.height()).isEqualTo(dicom.header().height()).isEqualTo(HEIGHT);
        assertThat(pixels.width()).isEqualTo(dicom.header().width()).isEqualTo(WIDTH);
        return pixels;
    }

    private void assertRefused(byte[] file, String why) {
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> pixels(file))
                .withMessage(why);
    }
}
