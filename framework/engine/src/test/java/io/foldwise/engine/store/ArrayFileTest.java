package io.foldwise.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.foldwise.spi.data.Storage.Cell;
import io.foldwise.spi.data.Tensor;
import io.foldwise.toolkit.numpy.NpzFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ArrayFileTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameAFile() {
        file = folder.resolve("oof.npz");
    }

    @Test
    void readsBackEveryBitOfEveryShape() {
        float[] odd = {0.1f, -0f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, -1e38f};
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        for (int[] shape : new int[][] {{6}, {2, 3}, {1, 3, 2}, {6, 1, 1, 1}}) {
            arrays.put(Arrays.toString(shape), new Tensor(odd, shape));
        }
        arrays.put("a number", new Tensor(new float[] {7}));
        arrays.put("nothing", new Tensor(new float[0], 3, 0));

        write(Cell.FLOAT, arrays);

        arrays.forEach((id, array) -> assertThat(read(id)).as(id).isEqualTo(array));
    }

    @Test
    void keepsProbabilitiesToTheNearestOf255Steps() {
        Tensor probabilities =
                new Tensor(new float[] {0, 1, 0.5f, 1 / 255f, 0.4f / 255, 0.6f / 255, -0.1f, 1.1f}, 2, 2, 2);

        write(Cell.UBYTE, Map.of("a", probabilities));

        float half = 128 / 255f;
        float one = 1 / 255f;
        assertThat(read("a")).isEqualTo(new Tensor(new float[] {0, 1, half, one, 0, one, 0, 1}, 2, 2, 2));
    }

    @Test
    void keepsSamplesOfOddNamesApart() {
        List<String> ids = List.of(
                "a/b", "a%2Fb", "../../a", ".", "..", "", "a.npy", "a", "病人 七", "a b", "a+b", "\\", "C:", "a\nb", "ä");
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        ids.forEach(id -> arrays.put(id, Tensor.row(arrays.size())));

        write(Cell.FLOAT, arrays);

        arrays.forEach((id, array) -> assertThat(read(id)).as(id).isEqualTo(array));
    }

    @Test
    void entriesAreNamedSoThatTheyStayInTheirFolder() throws IOException {
        write(Cell.FLOAT, Map.of("../\\病", Tensor.row(1)));

        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream()).extracting(ZipEntry::getName).containsExactly("..%2F%5C%E7%97%85.npy");
        }
    }

    @Test
    void arraysAreLaidOutAsNumpyReadsThem() throws IOException {
        write(Cell.FLOAT, Map.of("a", new Tensor(new float[] {1, 2, 3, 4, 5, -6}, 2, 3)));

        byte[] bytes = entry("a.npy");
        assertThat(Arrays.copyOf(bytes, 10)).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
        assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
                .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3,), }  ")
                .endsWith(" \n");
        assertThat(bytes).hasSize(128 + 6 * Float.BYTES).endsWith(0, 0, 0xc0, 0xc0); // -6, its lowest byte first
    }

    @Test
    void probabilitiesAreLaidOutAsNumpyReadsThem() throws IOException {
        write(Cell.UBYTE, Map.of("a", Tensor.row(0, 1)));

        byte[] bytes = entry("a.npy");
        assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
                .startsWith("{'descr': '|u1', 'fortran_order': False, 'shape': (2,), } ");
        assertThat(bytes).hasSize(130).endsWith(0, 255);
    }

    @Test
    void equalPredictionsGiveEqualBytesWheneverTheyAreWritten() throws IOException {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        arrays.put("b", Tensor.row(0.25f, 0.75f));
        arrays.put("a", Tensor.row(1));
        write(Cell.FLOAT, arrays);
        byte[] first = Files.readAllBytes(file);
        Files.delete(file);

        write(Cell.FLOAT, arrays);

        assertThat(file).hasBinaryContent(first);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream())
                    .extracting(ZipEntry::getTimeLocal)
                    .containsOnly(LocalDateTime.of(1980, 1, 1, 0, 0));
        }
    }

    @Test
    void writesOverNothing() throws IOException {
        Files.writeString(file, "the only copy");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> write(Cell.FLOAT, Map.of()))
                .withMessage("could not write " + file + ": " + file + " is in the way");
        assertThat(file).hasContent("the only copy");
    }

    @Test
    void namesTheSampleThatIsMissing() {
        write(Cell.FLOAT, Map.of("a", Tensor.row(1)));

        assertUnreadable("b", "could not read " + file + ", which is damaged: it has no array 'b'");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertUnreadable("a", "could not read " + file + ": there is no " + file);
    }

    @Test
    void followsNoLink() throws IOException {
        write(Cell.FLOAT, Map.of("a", Tensor.row(1)));
        Path other = Files.move(file, folder.resolve("other"));
        Files.createSymbolicLink(file, other);

        assertUnreadable("a", "could not read " + file + ": it is a symbolic link");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.5, 0.99})
    void noticesAFileCutShort(double share) throws IOException {
        write(Cell.FLOAT, Map.of("a", new Tensor(new float[10_000], 100, 100), "b", Tensor.row(1)));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, (int) (share * whole.length)));

        assertDamaged("");
    }

    @Test
    void noticesWhatIsNoArray() throws IOException {
        replaceArray("\u0000NUMPY\u0001\u0000v\u0000");
        assertDamaged("it does not begin as a .npy");
        replaceArray("");
        assertDamaged("it is cut short");
        replaceArray("\u0093NUMPY\u0004\u0000v\u0000");
        assertDamaged("it does not begin as a .npy");
    }

    @Test
    void noticesWhatEndsAfterItsFirstBytes() throws IOException {
        replaceArray("\u0093NUMPY\u0001\u0000");
        assertDamaged("it is cut short");
        replaceArray("\u0093NUMPY\u0001\u0000\u00ff\u00ff{'descr'");
        assertDamaged("its header is longer than 10000 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'<i4', 'fortran_order': False, 'shape': (1,)",
                "'>f4', 'fortran_order': False, 'shape': (1,)",
                "'<f8', 'fortran_order': False, 'shape': (1,)",
                "'<f4', 'fortran_order': True, 'shape': (1,)",
                "'<f4', 'fortran_order': False, 'shape': (-1,)",
                "'<f4', 'fortran_order': False, 'shape': (1000000000000000000000,)",
                "'|O', 'fortran_order': False, 'shape': (1,)"
            })
    void readsNothingThatItDoesNotWrite(String header) throws IOException {
        replaceArray(array(header, header.contains("f8") ? "\0\0\0\0\0\0\0\0" : "\0\0\0\0"));

        assertDamaged("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(2,)",
                "(0,)",
                "()",
                "(1, 2,)",
                "(999999999,)",
                "(999999999, 999999999,)",
                "(65536, 65536, 65536, 16384,)"
            })
    void makesNoRoomForMoreThanThereIs(String shape) throws IOException {
        replaceArray(array("'<f4', 'fortran_order': False, 'shape': " + shape, shape.equals("()") ? "" : "\0\0\0\0"));

        assertDamaged("");
    }

    @Test
    void makesNoRoomForWhatAnEntryClaims() throws IOException {
        long claimed = 2_000_000_000;
        replaceArray(array("'|u1', 'fortran_order': False, 'shape': (" + (claimed - 128) + ",)", "\0"));
        byte[] bytes = Files.readAllBytes(file);
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("PK\u0001\u0002");
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[directory + 24 + i] = (byte) (claimed >> Byte.SIZE * i); // the size that the entry is said to have
        }
        Files.write(file, bytes);

        assertDamaged("it is not as long as it says");
    }

    private void write(Cell cell, Map<String, Tensor> arrays) {
        try (ArrayFile.Writer writer = new ArrayFile.Writer(file, cell)) {
            arrays.forEach(writer::add);
        }
    }

    @Test
    void keepsFewOfManyFilesOpenAndReadsThemAll() throws IOException {
        OpenArrayFiles open = new OpenArrayFiles(5, 8);
        List<ArrayFile.Reader> readers = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            file = folder.resolve(number + ".npz");
            write(
                    Cell.FLOAT,
                    number < 10 ? Map.of("a", Tensor.row(1)) : Map.of("a", Tensor.row(1), "b", Tensor.row(1)));
            readers.add(new ArrayFile.Reader(file));
        }
        for (int number = 0; number < 20; number++) {
            open.use(readers.get(number), arrays -> null);
            assertThat(open.size()).isLessThanOrEqualTo(5);
        }
        assertThat(open.size()).as("of two arrays each").isEqualTo(4);
    }

    /** A fold each, of three times as many as were kept before. */
    @Test
    void opensEachOfAHundredFilesOnce() throws IOException {
        OpenArrayFiles open = new OpenArrayFiles();
        List<NpzFile> used = new ArrayList<>();
        List<ArrayFile.Reader> readers = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            file = folder.resolve(number + ".npz");
            write(Cell.FLOAT, Map.of("a", Tensor.row(1)));
            readers.add(new ArrayFile.Reader(file));
        }
        for (int time = 0; time < 3; time++) {
            for (ArrayFile.Reader reader : readers) {
                open.use(reader, arrays -> {
                    used.add(arrays);
                    return null;
                });
            }
        }
        assertThat(new HashSet<>(used)).hasSize(100);
    }

    @Test
    void closesTheFilesOfAFolderThatIsRemoved() throws IOException {
        assumeTrue(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean);
        Path unit = Files.createDirectory(folder.resolve("unit"));
        file = unit.resolve("oof.npz");
        write(Cell.FLOAT, Map.of("a", Tensor.row(1)));
        long before = openFiles();
        read("a");
        assertThat(openFiles()).isGreaterThan(before);

        WholeFile.deleteTree(unit);

        assertThat(openFiles()).isLessThanOrEqualTo(before);
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    private Tensor read(String id) {
        return new ArrayFile.Reader(file).read(id);
    }

    private byte[] entry(String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getInputStream(zip.getEntry(name)).readAllBytes();
        }
    }

    /** A file whose array {@code a} is these characters, a byte each. */
    private void replaceArray(String bytes) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static String array(String header, String numbers) {
        String text = "{'descr': " + header + ", }";
        return "\u0093NUMPY\u0001\u0000v\u0000" + text + " ".repeat(117 - text.length()) + "\n" + numbers;
    }

    private void assertUnreadable(String id, String message) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> read(id))
                .withMessage(message);
    }

    /** One sentence that says so. */
    private void assertDamaged(String how) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> read("a"))
                .withMessageStartingWith("could not read " + file + ", which is damaged: " + how)
                .satisfies(failure -> assertThat(failure.getMessage())
                        .doesNotContain("null", "\n")
                        .hasSizeGreaterThan(("could not read " + file + ", which is damaged: ").length()));
    }
}
