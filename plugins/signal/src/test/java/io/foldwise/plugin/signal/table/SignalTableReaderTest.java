package io.foldwise.plugin.signal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.plugin.signal.data.Normalise;
import io.foldwise.plugin.signal.data.SignalParams;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Preparation;
import io.foldwise.spi.data.Reader;
import io.foldwise.toolkit.numpy.ArrayPlace;
import io.foldwise.toolkit.numpy.NpyHeader;
import io.foldwise.toolkit.numpy.NumberType;
import io.foldwise.toolkit.table.ClassColumn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

final class SignalTableReaderTest extends ReaderContract {

    private static final int RECORDS = 12;
    private static final int STEPS = 30;
    private static final int LEADS = 3;

    @TempDir
    private Path folder;

    /** What a test asks for; the rest is as in an experiment file. */
    private static final class Asked {
        private Optional<ArrayPlace> signals = Optional.empty();
        private Optional<Path> folder = Optional.empty();
        private Axes axes = Axes.TIME_LEADS;
        private List<Integer> channels = List.of();
        private List<String> columns = List.of();
        private Optional<Path> table = Optional.empty();
        private List<String> labels = List.of();
        private Optional<ClassColumn> classes = Optional.empty();
        private Optional<AnswerArray> answers = Optional.empty();
        private Optional<ArrayPlace> test = Optional.empty();
        private Optional<Path> testFolder = Optional.empty();
        private Normalise normalise = Normalise.NONE;

        SignalTableReader reader() {
            return new SignalTableReader(new SignalTableReader.Params(
                    signals,
                    folder,
                    axes,
                    channels,
                    columns,
                    50,
                    table,
                    "id",
                    labels,
                    classes,
                    List.of(),
                    table.map(file -> "patient"),
                    table.isPresent() ? List.of("site") : List.of(),
                    answers,
                    test,
                    testFolder,
                    new SignalParams(Optional.empty(), false, Optional.empty(), Optional.empty(), normalise, 16)));
        }
    }

    private static float value(int record, int step, int lead) {
        return ((record * 13 + step * 7 + lead * 5) % 17) / 4f - 2;
    }

    private static byte[] npy(float[] values, int... shape) {
        byte[] header = NpyHeader.write(NumberType.FLOAT32, shape);
        ByteBuffer bytes =
                ByteBuffer.allocate(header.length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(header);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    private static float[] all(Axes axes) {
        float[] values = new float[RECORDS * STEPS * LEADS];
        for (int record = 0; record < RECORDS; record++) {
            for (int step = 0; step < STEPS; step++) {
                for (int lead = 0; lead < LEADS; lead++) {
                    int within = axes == Axes.TIME_LEADS ? step * LEADS + lead : lead * STEPS + step;
                    values[record * STEPS * LEADS + within] = value(record, step, lead);
                }
            }
        }
        return values;
    }

    @BeforeEach
    void writesFiles() throws IOException {
        Files.write(folder.resolve("x.npy"), npy(all(Axes.TIME_LEADS), RECORDS, STEPS, LEADS));
        Files.write(folder.resolve("turned.npy"), npy(all(Axes.LEADS_TIME), RECORDS, LEADS, STEPS));
        float[] numbers = new float[RECORDS];
        StringBuilder table = new StringBuilder("id,patient,site,sick,kind\n");
        Files.createDirectories(folder.resolve("csv"));
        for (int record = 0; record < RECORDS; record++) {
            numbers[record] = record % 3;
            table.append("r%d,p%d,s%d,%d,%s\n"
                    .formatted(record, record / 2, record % 2, record % 2, record % 3 == 0 ? "a" : "b"));
            StringBuilder lines = new StringBuilder("t,one,two,three\n");
            for (int step = 0; step < STEPS; step++) {
                lines.append("%d,%s,%s,%s\n"
                        .formatted(step, value(record, step, 0), value(record, step, 1), value(record, step, 2)));
            }
            Files.writeString(folder.resolve("csv/r" + record + ".csv"), lines);
        }
        Files.writeString(folder.resolve("table.csv"), table);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("all.npz")))) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(npy(all(Axes.TIME_LEADS), RECORDS, STEPS, LEADS));
            zip.putNextEntry(new ZipEntry("y.npy"));
            zip.write(npy(numbers, RECORDS));
        }
    }

    private Asked tabled() {
        Asked asked = new Asked();
        asked.signals = Optional.of(new ArrayPlace(folder.resolve("x.npy"), Optional.empty()));
        asked.table = Optional.of(folder.resolve("table.csv"));
        asked.labels = List.of("sick");
        asked.test = asked.signals;
        return asked;
    }

    private Asked csv() {
        Asked asked = tabled();
        asked.signals = Optional.empty();
        asked.test = Optional.empty();
        asked.folder = Optional.of(folder.resolve("csv"));
        asked.testFolder = asked.folder;
        asked.columns = List.of("three", "one");
        return asked;
    }

    private Asked zipped() {
        Asked asked = new Asked();
        asked.signals = Optional.of(new ArrayPlace(folder.resolve("all.npz"), Optional.of("x")));
        asked.answers = Optional.of(new AnswerArray(
                folder.resolve("all.npz"), Optional.of("y"), List.of(), List.of("one", "two", "three")));
        return asked;
    }

    @Override
    protected Reader reader() {
        return tabled().reader();
    }

    @Nested
    class OfCsvFiles extends ReaderContract {
        @Override
        protected Reader reader() {
            Asked asked = csv();
            asked.normalise = Normalise.LEADS;
            return asked.reader();
        }
    }

    @Nested
    class OfAnArchive extends ReaderContract {
        @Override
        protected Reader reader() {
            return zipped().reader();
        }
    }

    @Test
    void readsBothOrdersOfAxes() {
        Asked turned = tabled();
        turned.signals = Optional.of(new ArrayPlace(folder.resolve("turned.npy"), Optional.empty()));
        turned.axes = Axes.LEADS_TIME;
        turned.channels = List.of(2, 0);
        assertThat(turned.reader().train().input()).isEqualTo(new InputShape.Signal(2, STEPS, 50));
        INDArray whole = reader().train().features(new int[] {7}).values();
        INDArray some = turned.reader().train().features(new int[] {7}).values();
        INDArray files = csv().reader().train().features(new int[] {7}).values();
        for (int step = 0; step < STEPS; step++) {
            assertThat(whole.getFloat(0, step, 1)).isEqualTo(value(7, step, 1));
            assertThat(some.getFloat(0, step, 0)).isEqualTo(value(7, step, 2));
            assertThat(some.getFloat(0, step, 1)).isEqualTo(value(7, step, 0));
        }
        assertThat(files).isEqualTo(some);
    }

    @Test
    void takesLabelsGroupsAndAttributesFromTheTable() {
        for (Asked asked : List.of(tabled(), csv())) {
            Dataset data = asked.reader().train();
            assertThat(data.id(5)).isEqualTo("r5");
            assertThat(data.targets(5)).containsExactly(1);
            assertThat(data.group(5)).isEqualTo(data.group(4)).isNotEqualTo(data.group(6));
            assertThat(data.attribute(5, "site")).contains("s1");
        }
        Asked classes = tabled();
        classes.labels = List.of();
        classes.classes = Optional.of(new ClassColumn("kind", List.of("a", "b"), Optional.empty()));
        assertThat(classes.reader().train().targets(3)).containsExactly(1, 0);
    }

    @Test
    void takesClassesFromAnArray() {
        Dataset data = zipped().reader().train();
        assertThat(data.task().first()).isEqualTo(new Classes(List.of("one", "two", "three")));
        assertThat(data.targets(5)).containsExactly(0, 0, 1);
        assertThat(data.id(5)).isEqualTo("5");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        float[] numbers = all(Axes.TIME_LEADS);
        numbers[STEPS * LEADS + 4] = Float.NaN;
        Files.write(folder.resolve("x.npy"), npy(numbers, RECORDS, STEPS, LEADS));
        Dataset data = reader().train();
        assertSays(() -> data.contentHash(0), "x.npy: holds NaN in record 1 at step 1 of lead 1");
        Asked fourth = tabled();
        fourth.channels = List.of(3);
        assertSays(() -> fourth.reader().train(), "x.npy: has no lead 3; it has 3");
        Files.write(folder.resolve("x.npy"), npy(numbers, RECORDS, STEPS * LEADS));
        assertSays(() -> reader().train(), "x.npy: is of the shape [12, 90], not [records, time, leads]");
        Files.write(folder.resolve("x.npy"), npy(new float[18], 2, 3, 3));
        assertSays(() -> reader().train(), "x.npy: holds 2 records, but table.csv has 12 rows");
        Files.writeString(folder.resolve("csv/r3.csv"), "t,one,three\n0,1,x\n");
        Dataset files = csv().reader().train();
        assertSays(() -> files.contentHash(0), "r3.csv:2: column 'three' is 'x', not a finite number");
        Files.writeString(folder.resolve("csv/r3.csv"), "t,one,three\n0,1,2\n");
        assertSays(() -> files.contentHash(0), "r3.csv: is 0.02 seconds long, the first record 0.6");
        Files.delete(folder.resolve("csv/r3.csv"));
        assertSays(() -> csv().reader().train(), "table.csv:5: there is no file 'r3.csv'");
        Files.write(folder.resolve("y.npy"), npy(new float[] {0, 4}, 2));
        assertSays(
                () -> new AnswerArray(folder.resolve("y.npy"), Optional.empty(), List.of(), List.of("a", "b"))
                        .targets(2),
                "y.npy: holds 4.0 for record 1, no number of a class");
        assertSays(
                () -> new AnswerArray(folder.resolve("y.npy"), Optional.empty(), List.of("a"), List.of()).targets(2),
                "y.npy: holds 4.0 for record 1, not from 0 to 1");
    }

    @Test
    void moreLeadsThanStepsAreTheOtherWayRound() {
        Asked turned = tabled();
        turned.signals = Optional.of(new ArrayPlace(folder.resolve("turned.npy"), Optional.empty()));
        assertSays(
                () -> turned.reader().train(),
                "turned.npy: is of the shape [12, 3, 30], which is 3 steps of 30 leads; is it the other way round?"
                        + " Give axes = leads-time, or name the leads by channels");
        turned.channels = List.of(0, 29);
        assertThat(turned.reader().train().input()).isEqualTo(new InputShape.Signal(2, 3, 50));
        Asked other = tabled();
        other.axes = Axes.LEADS_TIME;
        assertSays(
                () -> other.reader().train(), "3 steps of 30 leads; is it the other way round? Give axes = time-leads");
    }

    @Test
    void namesTheFileToPredictWhoseShapeIsAnother() throws IOException {
        Reader reader = reader();
        Preparation.Fitted fitted = reader.preparation().orElseThrow().fit(reader.train(), new int[] {0, 1});
        Path shorter = Files.write(folder.resolve("shorter.npy"), npy(new float[2 * 20 * LEADS], 2, 20, LEADS));
        assertSays(() -> fitted.apply(reader.read(shorter)), shorter + ": gives ");
    }

    private static void assertSays(Runnable reading, String message) {
        assertThatExceptionOfType(DataException.class).isThrownBy(reading::run).withMessageContaining(message);
    }

    @Test
    void refusesKeysThatDoNotGoTogether() {
        Asked both = tabled();
        both.folder = Optional.of(folder);
        assertThatIllegalArgumentException().isThrownBy(both::reader).withMessage("give either signals or folder");
        Asked columns = csv();
        columns.columns = List.of();
        assertThatIllegalArgumentException().isThrownBy(columns::reader).withMessageContaining("need columns");
    }
}
