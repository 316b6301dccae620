package io.foldwise.plugin.signal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foldwise.plugin.signal.data.Leads;
import io.foldwise.plugin.signal.data.SignalParams;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Records of PTB-XL and LUDB, if {@code FOLDWISE_ECG_DATA} names a folder with {@code ptbxl} ({@code records100},
 * {@code ptbxl_database.csv}) and {@code ludb} (headers and values). Expected values were computed with numpy:
 *
 * <pre>{@code
 * x = np.fromfile("00001_lr.dat", "<i2").reshape(-1, 12)
 * millivolts = (x[:, lead] - baseline) / gain   # of the header's line
 * }</pre>
 */
final class RealRecordsTest {

    private static Path folder(String name) {
        Path folder = Optional.ofNullable(System.getenv("FOLDWISE_ECG_DATA"))
                .map(Path::of)
                .map(data -> data.resolve(name))
                .orElse(Path.of("none"));
        assumeTrue(Files.isDirectory(folder), "no data of " + name);
        return folder;
    }

    @Test
    void readsARecordOfPtbXl() {
        Path records = folder("ptbxl").resolve("records100");
        assumeTrue(Files.isRegularFile(records.resolve("00000/00001_lr.hea")));
        Params params = new Params(records, List.of(anything()), Leads.STANDARD, Params.PLAIN);
        Dataset one = params.reader(List.of(), Optional.empty()).read(records.resolve("00000/00001_lr.hea"));
        assertThat(one.input()).isEqualTo(new InputShape.Signal(12, 1000, 100));
        INDArray values = one.features(new int[] {0}).values();
        assertValue(values, 0, 0, -0.119);
        assertValue(values, 0, 1, -0.055);
        assertValue(values, 123, 1, -0.087);
        assertValue(values, 500, 7, 0.053);
        assertValue(values, 777, 4, -0.034);
        assertValue(values, 999, 11, -0.120);
        assertThat(values.meanNumber().doubleValue()).isCloseTo(0.00010475, within(1e-6));
        assertThat(values.stdNumber(false).doubleValue()).isCloseTo(0.10763455, within(1e-6));
    }

    private static Finding anything() {
        return new Finding("anything", List.of("*"), List.of(), List.of());
    }

    private static void assertValue(INDArray values, int step, int lead, double expected) {
        assertThat(values.getDouble(0, step, lead))
                .as("step %d of lead %d", step, lead)
                .isCloseTo(expected, within(1e-6));
    }

    /** As many as {@code ast.literal_eval} of every cell counts. */
    @Test
    void labelsPtbXlByItsCodes() {
        Path ptbXl = folder("ptbxl");
        List<Finding> abnormal = List.of(new Finding("abnormal", List.of(), List.of("NORM"), List.of()));
        Params params = new Params(ptbXl, abnormal, Leads.STANDARD, Params.PLAIN);
        Dataset data =
                params.reader(ptbXl.resolve("ptbxl_database.csv"), false, true).train();
        assumeTrue(data.size() == 434);
        assertThat(positive(data)).isEqualTo(434 - 261);
        Dataset likeliest =
                params.reader(ptbXl.resolve("ptbxl_database.csv"), true, true).train();
        assertThat(positive(likeliest)).isEqualTo(434 - 257);
        long patients =
                IntStream.range(0, data.size()).map(data::group).distinct().count();
        assertThat(patients).isEqualTo(407);
        assertThat(data.contentHash(0)).as("all checksums are right").isPresent();
    }

    private static long positive(Dataset data) {
        return IntStream.range(0, data.size())
                .filter(row -> data.targets(row)[0] == 1)
                .count();
    }

    @Test
    void readsAndLabelsLudb() {
        Path ludb = folder("ludb");
        List<Finding> findings = List.of(
                new Finding(
                        "abnormal",
                        List.of(),
                        List.of(),
                        List.of("rhythm: sinus rhythm", "electric axis of the heart: *")),
                new Finding("rhythm", List.of(), List.of("rhythm: sinus rhythm"), List.of()));
        Params params = new Params(ludb, findings, Leads.STANDARD, Params.PLAIN);
        Dataset data = params.reader(List.of("age"), Optional.empty()).train();
        INDArray values = data.features(new int[] {0}).values(); // record 1
        assertThat(data.id(0)).isEqualTo("1");
        assertThat(data.attribute(0, "age")).contains("51");
        assertThat(data.input()).isEqualTo(new InputShape.Signal(12, 5000, 500));
        assertValue(values, 0, 0, -0.07342657);
        assertValue(values, 1, 0, -0.02855478);
        assertValue(values, 2500, 1, -0.007462687);
        assertValue(values, 1234, 6, -0.01895044);
        assertValue(values, 4999, 11, -0.04529856);
        assertThat(data.contentHash(0)).as("all checksums are right").isPresent();
        assumeTrue(data.size() == 160);
        assertThat(positive(data)).isEqualTo(140);
        long rhythm =
                IntStream.range(0, 160).filter(row -> data.targets(row)[1] == 1).count();
        assertThat(rhythm).isEqualTo(48);
    }

    /** Taken down from 500 to 100 steps in a second, a record is what {@code scipy.signal.resample_poly(v2, 1, 5)} makes of it. */
    @Test
    void resamplesARecordOfLudb() {
        Path ludb = folder("ludb");
        SignalParams slow = new SignalParams(
                Optional.of(10.0), false, Optional.of(100.0), Optional.empty(), Params.PLAIN.normalise(), 16);
        Params params = new Params(ludb, List.of(anything()), List.of("V2"), slow);
        Dataset one = params.reader(List.of(), Optional.empty()).read(ludb.resolve("1.hea"));
        assertThat(one.input()).isEqualTo(new InputShape.Signal(1, 1000, 100));
        INDArray values = one.features(new int[] {0}).values();
        double[][] polyphase = {{100, -0.05866}, {333, -0.05479}, {400, 0.6069}, {401, 0.11264}, {900, -0.05734}};
        for (double[] pair : polyphase) {
            assertThat(values.getDouble(0, (int) pair[0], 0)).isCloseTo(pair[1], within(5e-4));
        }
    }
}
