package io.foldwise.plugin.signal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.plugin.signal.data.Normalise;
import io.foldwise.plugin.signal.data.SignalParams;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Preparation;
import io.foldwise.spi.data.Reader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

final class WfdbReaderTest extends ReaderContract {

    private static final List<Finding> FAST =
            List.of(new Finding("fast", List.of("rhythm: *tachycardia"), List.of(), List.of()));
    private static final List<Finding> ABNORMAL =
            List.of(new Finding("abnormal", List.of(), List.of("NORM"), List.of()));
    private static final List<String> BOTH = List.of("I", "II");
    private static final int RECORDS = 14;

    @TempDir
    private Path folder;

    private Path table;

    @BeforeEach
    void writesRecords() throws IOException {
        StringBuilder lines = new StringBuilder("ecg_id,patient_id,scp_codes,strat_fold,filename_lr\n");
        for (int i = 0; i < RECORDS; i++) {
            String name = "records/0" + i % 2 + "/r" + i;
            String rhythm = i % 3 == 0 ? "Rhythm: Sinus tachycardia." : "Rhythm: Sinus rhythm. ";
            WfdbRecords.write(folder, name, List.of("ii", "i"), 50, WfdbRecords.twoLeads(40, i), "<sex>: F", rhythm);
            String codes = i % 2 == 0 ? "\"{'NORM': 80.0, 'SR': 0.0}\"" : "\"{'NORM': 15.0, 'IMI': 100.0}\"";
            lines.append("%d,%d.0,%s,%d,%s.dat\n".formatted(100 + i, i / 2, codes, i % 5 + 1, name));
        }
        WfdbRecords.write(folder, "test/a", List.of("I", "II"), 50, WfdbRecords.twoLeads(40, 99), "Rhythm: none.");
        table = Files.writeString(folder.resolve("table.csv"), lines);
    }

    private Params params(List<Finding> findings, List<String> leads, SignalParams signal) {
        return new Params(folder.resolve("records"), findings, leads, signal);
    }

    @Override
    protected Reader reader() {
        return params(FAST, BOTH, Params.PLAIN).reader(List.of("sex"), Optional.of(folder.resolve("test")));
    }

    private WfdbReader tabled(boolean likeliest, boolean leaveOut) {
        return new Params(folder, ABNORMAL, BOTH, Params.normalised(Normalise.LEADS))
                .reader(table, likeliest, leaveOut);
    }

    @Nested
    class WithATable extends ReaderContract {
        @Override
        protected Reader reader() {
            return tabled(true, false);
        }

        @Override
        protected Optional<Reader> readerOfAnotherLastSample() {
            try {
                int[][] wild = new int[40][2];
                wild[3][1] = 20_000;
                WfdbRecords.write(folder, "records/01/r13", List.of("ii", "i"), 50, wild);
                return Optional.of(tabled(true, false));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void readsMillivoltsOfTheLeadsThatAreAskedForInTheirOrder() {
        Dataset data = reader().train();
        int row = row(data, "01/r3");
        int[][] numbers = WfdbRecords.twoLeads(40, 3);
        assertThat(data.input()).isEqualTo(new InputShape.Signal(2, 40, 50));
        for (int step : new int[] {0, 17, 39}) {
            float[] moment = moment(data, row, step);
            assertThat(moment).containsExactly((float) ((numbers[step][1] - 7) / 200.0), (float)
                    ((numbers[step][0] - 7) / 200.0));
        }
    }

    private static float[] moment(Dataset data, int row, int step) {
        INDArray signal = data.features(new int[] {row}).values();
        return new float[] {signal.getFloat(0, step, 0), signal.getFloat(0, step, 1)};
    }

    private static int row(Dataset data, String id) {
        for (int row = 0; row < data.size(); row++) {
            if (data.id(row).equals(id)) {
                return row;
            }
        }
        throw new AssertionError("no record " + id);
    }

    /** As PTB's Frank leads have. */
    @Test
    void filesThatHeadersNameCountWhateverTheirEnding() throws IOException {
        Path header = folder.resolve("records/00/r2.hea");
        Path values = Files.move(header.resolveSibling("r2.dat"), header.resolveSibling("r2.xyz"));
        Files.writeString(header, Files.readString(header).replace("r2.dat", "r2.xyz"));
        Files.writeString(header.resolveSibling("notes.txt"), "of somebody");
        Path test = Files.writeString(folder.resolve("names.txt"), "records/00/r2\n");
        assertThat(reader().files())
                .contains(values, header)
                .doesNotContain(header.resolveSibling("notes.txt"))
                .hasSize(2 * RECORDS + 2);
        assertThat(params(FAST, BOTH, Params.PLAIN)
                        .reader(List.of("sex"), Optional.of(test))
                        .files())
                .contains(test, values);
    }

    @Test
    void labelsByComments() {
        Dataset data = reader().train();
        assertThat(data.size()).isEqualTo(RECORDS);
        assertThat(data.task().first().columns()).containsExactly("fast");
        assertThat(data.targets(row(data, "01/r3"))).containsExactly(1);
        assertThat(data.targets(row(data, "00/r4"))).containsExactly(0);
        assertThat(data.attribute(0, "sex")).contains("F");
        assertThat(reader().test().orElseThrow().targets(0)).containsExactly(0);
    }

    @Test
    void labelsByCodesAndGroupsByPatient() {
        Dataset data = tabled(true, false).train();
        assertThat(tabled(true, false).grouped()).isTrue();
        assertThat(data.id(3)).isEqualTo("103");
        assertThat(data.targets(2)).as("NORM is the likeliest").containsExactly(0);
        assertThat(data.targets(3)).as("IMI is the likeliest").containsExactly(1);
        assertThat(tabled(false, false).train().targets(3)).as("NORM is there").containsExactly(0);
        assertThat(data.group(3)).isEqualTo(data.group(2)).isNotEqualTo(data.group(4));
        assertThat(data.attribute(3, "strat_fold")).contains("4");
    }

    private WfdbReader.Params asked(
            List<Finding> findings,
            Optional<String> codes,
            List<String> labels,
            List<String> quantities,
            List<Finding> testFindings) {
        return new WfdbReader.Params(
                folder,
                Optional.of(table),
                "ecg_id",
                Optional.of("filename_lr"),
                false,
                findings,
                codes,
                false,
                0,
                labels,
                Optional.empty(),
                quantities,
                Optional.empty(),
                List.of(),
                Optional.of(folder.resolve("test")),
                testFindings,
                BOTH,
                Params.PLAIN);
    }

    @Test
    void takesColumnsOfTheTable() throws IOException {
        Files.writeString(
                table,
                Files.readString(table).replace("patient_id,", "sick,").replaceAll("(?m)^(\\d+),\\d+.0", "$1,0.25"));
        Reader reader =
                new WfdbReader(asked(List.of(), Optional.empty(), List.of("sick"), List.of("strat_fold"), List.of()));
        assertThat(reader.task().heads()).hasSize(2);
        assertThat(reader.train().targets(2)).containsExactly(0.25f, 3);
        assertThat(reader.test().orElseThrow().labelled()).isFalse();
    }

    @Test
    void labelsTestRecordsByCommentsWhereTrainingHasCodes() {
        Optional<String> codes = Optional.of("scp_codes");
        List<Finding> comments = List.of(new Finding("abnormal", List.of(), List.of(), List.of("rhythm: sinus*")));
        Reader reader = new WfdbReader(asked(ABNORMAL, codes, List.of(), List.of(), comments));
        assertThat(reader.test().orElseThrow().targets(0)).containsExactly(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asked(FAST, codes, List.of(), List.of(), comments))
                .withMessageStartingWith("test-findings must have the names of findings");
    }

    @Test
    void leavesOutRowsWithoutARecordWhereItMay() throws IOException {
        Files.writeString(table, Files.readString(table) + "999,1.0,{},1,records/00/none\n");
        assertThat(tabled(true, true).train().size()).isEqualTo(RECORDS);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> tabled(true, false).train())
                .withMessage(table
                        + ":16: there is no record 'records/00/none'; leave-out = true leaves out what is not there");
    }

    @Test
    void readsAFolderAHeaderAndAListOfNames() throws IOException {
        assertThat(reader().read(folder.resolve("records/01")).size()).isEqualTo(RECORDS / 2);
        Dataset one = reader().read(folder.resolve("records/01/r5.hea"));
        assertThat(one.id(0)).isEqualTo("r5");
        assertThat(one.labelled()).isFalse();
        Path names = Files.writeString(folder.resolve("names.txt"), "records/01/r5\nrecords/00/r4.dat\n");
        Dataset listed = reader().read(names);
        assertThat(listed.id(1)).isEqualTo("records/00/r4");
        assertThat(listed.features(new int[] {0}).values())
                .isEqualTo(one.features(new int[] {0}).values());
    }

    @Test
    void refusesNamesOutsideOfTheirFolder() throws IOException {
        Path names = Files.writeString(folder.resolve("names.txt"), "../secret\n");
        assertThatThrownBy(() -> reader().read(names))
                .hasMessage(names + ":1: names '../secret', which is no record below its folder");
    }

    @Test
    void cutsPadsAndResamples() {
        Dataset whole = reader().train();
        SignalParams shorter =
                new SignalParams(Optional.of(0.5), false, Optional.empty(), Optional.empty(), Normalise.NONE, 16);
        Dataset cut =
                params(FAST, BOTH, shorter).reader(List.of(), Optional.empty()).train();
        assertThat(cut.input()).isEqualTo(new InputShape.Signal(2, 25, 50));
        assertThat(moment(cut, 1, 24)).isEqualTo(moment(whole, 1, 24));
        SignalParams longer =
                new SignalParams(Optional.of(1.0), true, Optional.of(100.0), Optional.empty(), Normalise.NONE, 16);
        Reader padding = params(FAST, BOTH, longer).reader(List.of(), Optional.empty());
        assertThat(padding.input()).contains(new InputShape.Signal(2, 100, 100));
        Dataset padded = padding.train();
        assertThat(moment(padded, 1, 80)).containsOnly(0);
        assertThat(moment(padded, 1, 20)).as("goes through the old values").isEqualTo(moment(whole, 1, 10));
    }

    @Test
    void refusesToPredictRecordsOfAnotherShapeThanThoseOfTraining() throws IOException {
        Reader reader = reader();
        Preparation.Fitted fitted = reader.preparation().orElseThrow().fit(reader.train(), new int[] {0, 1});
        WfdbRecords.write(folder, "fast/a", List.of("I", "II"), 100, WfdbRecords.twoLeads(40, 1));
        Dataset fast = reader.read(folder.resolve("fast"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> fitted.apply(fast))
                .withMessageEndingWith("gives signals of 40 steps in 2 channels at 100.0 Hz, not signals of 40 steps in"
                        + " 2 channels at 50.0 Hz as in training");
        SignalParams pinned =
                new SignalParams(Optional.of(0.4), false, Optional.of(100.0), Optional.empty(), Normalise.RECORD, 16);
        assertThat(params(FAST, BOTH, pinned)
                        .reader(List.of(), Optional.empty())
                        .preparation())
                .as("nothing is learned where parameters tell the shape")
                .isEmpty();
    }

    @Test
    void needsSomethingToPredict() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> params(List.of(), BOTH, Params.PLAIN).reader(List.of(), Optional.empty()))
                .withMessageContaining("has nothing to predict");
    }
}
