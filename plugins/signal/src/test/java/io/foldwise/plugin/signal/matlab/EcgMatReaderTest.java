package io.foldwise.plugin.signal.matlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.plugin.signal.data.EcgTask;
import io.foldwise.plugin.signal.data.Leads;
import io.foldwise.plugin.signal.data.Normalise;
import io.foldwise.plugin.signal.data.SignalParams;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;

final class EcgMatReaderTest extends ReaderContract {

    private static final int RECORDS = 13;

    /**
     * By scipy 1.17: {@code savemat(f, {"note": "text", "ecgdata": x}, do_compression=True)} of 12 x 5 numbers {@code (7 lead + 3 step)
     * % 11 / 8 - 0.5}.
     */
    private static final String SCIPY =
            "TUFUTEFCIDUuMCBNQVQtZmlsZSBQbGF0Zm9ybTogcG9zaXgsIENyZWF0ZWQgb246IFN1biBOb3YgMjkgMDI6MTI6MTAgMjAy"
                    + "NgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU0PAAAAKgAAAHic42NgYDAA"
                    + "YjYg5gBiFgYIYIXyGaFijEAyL78kVQBIl6RWlAAAKVUD9w8AAABmAAAAeJzjY2BgkGBiYGAD0hwMEBoEWKF8HiibEYjZgTg1"
                    + "OT0lsSSRgRPIfsAIVczwYD+EvmEPoQ9A+S+g/AswGir+BKYOSt+Aij+wZ0ABMHOpbR66O6ltHro7qW0eujupbR7CnQAN9UsX";

    @TempDir
    private Path folder;

    private Path labels;

    @BeforeEach
    void writesRecords() throws IOException {
        Files.createDirectories(folder.resolve("train"));
        Files.createDirectories(folder.resolve("test"));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < RECORDS; i++) {
            write(folder.resolve("train/TRAIN" + i + ".mat"), "ecgdata", signal(12, 40, i));
            lines.append("TRAIN%d,%s\n".formatted(i, i % 2 == 0 ? "1" : "2,%d".formatted(3 + i % 9)));
        }
        write(folder.resolve("test/TEST1.mat"), "ecgdata", signal(12, 40, 99));
        labels = Files.writeString(folder.resolve("labels.csv"), lines);
    }

    private static Matrix signal(int leads, int steps, int seed) {
        Matrix matrix = Mat5.newMatrix(leads, steps);
        for (int lead = 0; lead < leads; lead++) {
            for (int step = 0; step < steps; step++) {
                matrix.setDouble(lead, step, ((lead * 7 + step * 3 + seed * 5) % 11) / 8.0 - 0.5);
            }
        }
        return matrix;
    }

    private static void write(Path file, String name, Matrix matrix) throws IOException {
        try (Mat5File mat = Mat5.newMatFile()) {
            mat.addArray("note", Mat5.newString("text")).addArray(name, matrix);
            try (var sink = Sinks.newStreamingFile(file.toFile())) {
                Mat5.newWriter(sink).setDeflateLevel(Deflater.BEST_SPEED).writeMat(mat);
            }
        }
    }

    private EcgMatReader reader(EcgTask task, boolean leaveOut, List<String> leads, Normalise normalise) {
        return reader(task, leaveOut, leads, normalise, Optional.empty());
    }

    private EcgMatReader reader(
            EcgTask task, boolean leaveOut, List<String> leads, Normalise normalise, Optional<Double> gain) {
        return new EcgMatReader(new EcgMatReader.Params(
                folder.resolve("train"),
                labels,
                task,
                Optional.of(folder.resolve("test")),
                leaveOut,
                "ecgdata",
                gain,
                500,
                leads,
                new SignalParams(Optional.empty(), false, Optional.empty(), Optional.empty(), normalise, 16)));
    }

    @Override
    protected Reader reader() {
        return reader(EcgTask.DIAGNOSES, false, Leads.STANDARD, Normalise.NONE);
    }

    @Nested
    class Normalised extends ReaderContract {
        @Override
        protected Reader reader() {
            return EcgMatReaderTest.this.reader(EcgTask.DIAGNOSES, false, List.of("V1", "II"), Normalise.GLOBAL);
        }

        @Override
        protected Optional<Reader> readerOfAnotherLastSample() {
            try {
                Matrix wild = signal(12, 40, 1);
                wild.setDouble(6, 3, 1000);
                write(folder.resolve("train/TRAIN12.mat"), "ecgdata", wild);
                return Optional.of(reader());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void readsLeadsInTheirOrder() {
        INDArray values = reader(EcgTask.DIAGNOSES, false, List.of("v1", "II"), Normalise.NONE)
                .train()
                .features(new int[] {3})
                .values();
        assertThat(values.shape()).containsExactly(1, 40, 2);
        Matrix expected = signal(12, 40, 3);
        for (int step = 0; step < 40; step++) {
            assertThat(values.getFloat(0, step, 0)).isEqualTo(expected.getFloat(6, step));
            assertThat(values.getFloat(0, step, 1)).isEqualTo(expected.getFloat(1, step));
        }
        assertThat(reader().train().input()).isEqualTo(new InputShape.Signal(12, 40, 500));
    }

    @Test
    void microvoltsNeedAGain() throws IOException {
        Matrix millivolts = signal(12, 40, 0);
        Matrix microvolts = Mat5.newMatrix(12, 40, MatlabType.Int16);
        for (int i = 0; i < 12 * 40; i++) {
            microvolts.setDouble(i, 1000 * millivolts.getDouble(i));
        }
        write(folder.resolve("train/TRAIN0.mat"), "ecgdata", microvolts);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> reader().train())
                .withMessageContaining(
                        "TRAIN0.mat: has 91 % of its values beyond 50 mV: give gain, how many of its numbers make a millivolt, such as 1000 for microvolts");
        INDArray values = reader(EcgTask.DIAGNOSES, false, Leads.STANDARD, Normalise.NONE, Optional.of(1000.0))
                .train()
                .features(new int[] {0})
                .values();
        assertThat(values.getFloat(0, 3, 5)).isEqualTo(millivolts.getFloat(5, 3));
    }

    @Test
    void readsWhatScipyWrote() throws IOException {
        Path file = Files.write(folder.resolve("scipy.mat"), Base64.getDecoder().decode(SCIPY));
        Matrix matrix = MatFile.read(file, "ecgdata");
        assertThat(matrix.getDimensions()).containsExactly(12, 5);
        for (int lead = 0; lead < 12; lead++) {
            for (int step = 0; step < 5; step++) {
                assertThat(matrix.getDouble(lead, step)).isEqualTo((7 * lead + 3 * step) % 11 / 8.0 - 0.5);
            }
        }
    }

    @Test
    void labelsTheSecondTask() {
        Dataset data = reader().train();
        assertThat(data.id(1)).isEqualTo("TRAIN1");
        assertThat(data.targets(0)).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(data.targets(1)).containsExactly(0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(data.targets(8)[0]).isEqualTo(1);
    }

    @Test
    void labelsMayBeSeparatedBySemicolons() throws IOException {
        Files.writeString(labels, Files.readString(labels).replace(',', ';'));

        assertThat(reader().train().targets(1)).containsExactly(0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void labelsTheFirstTask() throws IOException {
        StringBuilder lines = new StringBuilder("name,tag\n");
        for (int i = 0; i < RECORDS; i++) {
            lines.append("TRAIN%d.mat,%d\n".formatted(i, i % 2));
        }
        Files.writeString(labels, lines);
        Dataset data = reader(EcgTask.NORMAL_OR_NOT, false, Leads.STANDARD, Normalise.NONE)
                .train();
        assertThat(data.task().first().columns()).containsExactly("abnormal");
        assertThat(data.targets(4)).containsExactly(0);
        assertThat(data.targets(5)).containsExactly(1);
    }

    @ParameterizedTest
    @MethodSource("brokenLabels")
    void saysWhatIsWrongWithLabels(String message, EcgTask task, String lines) throws IOException {
        Files.writeString(labels, lines);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() ->
                        reader(task, false, Leads.STANDARD, Normalise.NONE).train())
                .withMessageContaining(message);
    }

    static Stream<Arguments> brokenLabels() {
        return Stream.of(
                Arguments.of("labels.csv:1: is not the header name,tag", EcgTask.NORMAL_OR_NOT, "TRAIN0,1\n"),
                Arguments.of(":2: expects a name and a tag, 0 or 1", EcgTask.NORMAL_OR_NOT, "name,tag\nTRAIN0,2\n"),
                Arguments.of(
                        "labels.csv:2: there is no record 'X'; leave-out = true leaves out what is not there",
                        EcgTask.NORMAL_OR_NOT,
                        "name,tag\nX,1\n"),
                Arguments.of("TRAIN1.mat: has no line in labels.csv", EcgTask.NORMAL_OR_NOT, "name,tag\nTRAIN0,1\n"),
                Arguments.of("labels.csv:1: names no diagnosis", EcgTask.DIAGNOSES, "TRAIN0\n"),
                Arguments.of("labels.csv:1: '13' is no diagnosis", EcgTask.DIAGNOSES, "TRAIN0,13\n"),
                Arguments.of("labels.csv:1: names diagnosis 7 twice", EcgTask.DIAGNOSES, "TRAIN0,7,7\n"),
                Arguments.of(":2: 'TRAIN0' is that of line 1, too", EcgTask.DIAGNOSES, "TRAIN0,7\nTRAIN0.mat,1\n"));
    }

    @Test
    void leavesOutLabelsWithoutARecordWhereItMay() throws IOException {
        Files.writeString(labels, Files.readString(labels) + "X,1\n");
        assertThat(reader(EcgTask.DIAGNOSES, true, Leads.STANDARD, Normalise.NONE)
                        .train()
                        .size())
                .isEqualTo(RECORDS);
    }

    @Test
    void saysWhatIsWrongWithValues() throws IOException {
        Matrix missing = signal(12, 40, 1);
        missing.setDouble(6, 17, Double.NaN);
        write(folder.resolve("train/TRAIN5.mat"), "ecgdata", missing);
        write(folder.resolve("train/TRAIN7.mat"), "ecgdata", signal(12, 39, 1));
        write(folder.resolve("train/TRAIN8.mat"), "ecgdata", signal(40, 12, 1));
        write(folder.resolve("train/TRAIN9.mat"), "other", signal(12, 40, 1));
        Dataset data = reader().train();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> data.contentHash(0))
                .withMessageContaining("TRAIN5.mat: holds NaN at step 17 of lead 'V1'")
                .withMessageContaining("TRAIN7.mat: is 0.078 seconds long, the first record 0.08")
                .withMessageContaining("TRAIN8.mat: has 'ecgdata' of the shape [40, 12], not [12, steps]")
                .withMessageContaining("TRAIN9.mat: cannot be read: it has no matrix 'ecgdata'");
    }

    private interface Damage {
        byte[] to(byte[] file);
    }

    private static Arguments damage(String message, Damage damage) {
        return Arguments.of(message, damage);
    }

    /** Of an uncompressed file: behind 128 bytes a tag, flags of 16, sizes of 16, a name of 16, the tag of numbers. */
    static Stream<Arguments> damages() {
        return Stream.of(
                damage("it is no file of MATLAB's format 5", file -> new byte[300]),
                damage("it is no file of MATLAB's format 5", file -> new byte[3]),
                damage(
                        "it is of MATLAB's format 7.3",
                        file -> "MATLAB 7.3 MAT-file, Platform: GLNXA64"
                                .concat(" ".repeat(200))
                                .getBytes(StandardCharsets.US_ASCII)),
                damage("it is cut short", file -> Arrays.copyOf(file, file.length - 8)),
                damage("it is cut short", file -> put(file, 132, Integer.MAX_VALUE)),
                damage("it is cut short", file -> put(file, 132, -5)),
                damage("it is cut short", file -> put(file, 140, Integer.MAX_VALUE)),
                damage("has the shape [2000000000, 40]", file -> put(file, 160, 2_000_000_000)),
                damage("it holds an element of type 99, no array", file -> put(file, 128, 99)),
                damage("is no matrix of real numbers", file -> put(file, 144, 1)), // a cell
                damage("it has no matrix 'ecgdata'", file -> put(file, 144, 17)), // an object
                damage("it is cut short", file -> put(file, 188, 1 << 30)),
                damage("it is ", file -> put(file, 128, 15))); // says that it is compressed
    }

    private static byte[] put(byte[] file, int at, int number) {
        byte[] damaged = file.clone();
        ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN).putInt(at, number);
        return damaged;
    }

    @ParameterizedTest
    @MethodSource("damages")
    void refusesDamagedFiles(String message, Damage damage) throws IOException {
        Path file = folder.resolve("whole.mat");
        try (Mat5File mat = Mat5.newMatFile();
                var sink = Sinks.newStreamingFile(file.toFile())) {
            Mat5.newWriter(sink)
                    .setDeflateLevel(Deflater.NO_COMPRESSION)
                    .writeMat(mat.addArray("ecgdata", signal(12, 40, 1)));
        }
        assertThat(MatFile.read(file, "ecgdata").getNumCols()).isEqualTo(40);
        Files.write(file, damage.to(Files.readAllBytes(file)));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> MatFile.read(file, "ecgdata"))
                .withMessageContaining(message);
    }

    /** Whatever bytes are changed, it is read or refused. */
    @Test
    void throwsNothingElseWhateverBytesAreChanged() throws IOException {
        Path file = folder.resolve("changed.mat");
        byte[] good = Base64.getDecoder().decode(SCIPY);
        write(file, "ecgdata", signal(12, 3, 1));
        byte[] other = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(5);
        int refused = 0;
        for (int round = 0; round < 1500; round++) {
            byte[] changed = (round % 2 == 0 ? good : other).clone();
            for (int change = 0; change <= random.nextInt(3); change++) {
                changed[random.nextInt(100, changed.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, changed);
            try {
                assertThat(MatFile.read(file, "ecgdata").getNumElements()).isPositive();
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    /** A file of some hundred kilobytes that says that it is 200 megabytes of zeros. */
    @Test
    void refusesWhatInflatesBeyondMeasure() throws IOException {
        Deflater deflater = new Deflater();
        byte[] zeros = new byte[200 << 20];
        deflater.setInput(zeros);
        deflater.finish();
        byte[] small = new byte[1 << 20];
        int size = deflater.deflate(small);
        ByteBuffer file = ByteBuffer.allocate(136 + size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(Arrays.copyOf(Base64.getDecoder().decode(SCIPY), 128))
                .putInt(15)
                .putInt(size)
                .put(small, 0, size);
        Path path = Files.write(folder.resolve("bomb.mat"), file.array());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> MatFile.read(path, "ecgdata"))
                .withMessage("it holds more than 128 MiB");
    }
}
