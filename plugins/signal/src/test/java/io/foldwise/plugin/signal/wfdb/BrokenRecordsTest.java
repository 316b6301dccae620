package io.foldwise.plugin.signal.wfdb;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with records is said in a line that names the file. */
final class BrokenRecordsTest {

    private static final List<Finding> FINDINGS = List.of(new Finding("any", List.of("*"), List.of(), List.of()));

    @TempDir
    private Path folder;

    /** Breaks the good record {@code a} of two leads and 20 steps; {@code b} stays good. */
    private interface Damage {
        void to(Path header, Path values) throws IOException;
    }

    private static Arguments damage(String message, Damage damage) {
        return Arguments.of(message, damage);
    }

    private static Damage header(String old, String other) {
        return (header, values) ->
                Files.writeString(header, Files.readString(header).replace(old, other));
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("a.dat: has 79 bytes, not 80 as a.hea says", (header, values) -> cut(values)),
                damage("a.dat: there is no such file", (header, values) -> Files.delete(values)),
                damage("a.dat: is damaged: the checksum of lead 'I' is ", (header, values) -> flip(values, 0)),
                damage("a.dat: has no value at step 0 of lead 'I'", (header, values) -> missing(values)),
                damage("a.hea: has no lead II; it has I, V9", header(" II\n", " V9\n")),
                damage("a.hea: names a lead twice", header(" II\n", " I\n")),
                damage("a.hea: names 2 leads, not 3 as it says", header("a 2 50 20", "a 3 50 20")),
                damage("a.hea:3: names more than the 1 leads of the first line", header("a 2 50 20", "a 1 50 20")),
                damage("a.hea:1: is no record line", header("a 2 50 20", "a 2 fifty 20")),
                damage("a.hea:1: is of several segments", header("a 2 50 20", "a/2 2 50 20")),
                damage("a.hea:1: has no steps", header("a 2 50 20", "a 2 50 0")),
                damage("a.hea:2: has the format '80'; 16 and 212 are read", header("a.dat 16 200", "a.dat 80 200")),
                damage("a.hea:2: has no gain", header("200.0(7)", "0(7)")),
                damage("a.hea:2: has the unit 'mmHg'; mV, uV and V are read", header("/mV", "/mmHg")),
                damage("a.hea:2: names '../b.dat', which is no file beside it", header("a.dat 16", "../b.dat 16")),
                damage("a.hea:2: is no lead", header(" 16 0 ", " sixteen ")),
                damage("a.dat: has 80 bytes, not 8000000000 as a.hea says", header("a 2 50 20", "a 2 50 2000000000")),
                damage("b.hea: has 50 steps in a second, the first record 500", header("a 2 50 20", "a 2 500 20")),
                damage("b.hea: is 0.4 seconds long, the first record 0.38", (header, values) -> shorten(header)));
    }

    private static void cut(Path values) throws IOException {
        byte[] bytes = Files.readAllBytes(values);
        Files.write(values, Arrays.copyOf(bytes, bytes.length - 1));
    }

    private static void flip(Path values, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(values);
        bytes[at] ^= 4;
        Files.write(values, bytes);
    }

    private static void missing(Path values) throws IOException {
        byte[] bytes = Files.readAllBytes(values);
        bytes[0] = 0;
        bytes[1] = (byte) 0x80;
        Files.write(values, bytes);
    }

    private static void shorten(Path header) throws IOException {
        WfdbRecords.write(header.getParent(), "a", List.of("I", "II"), 50, WfdbRecords.twoLeads(19, 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void saysWhatIsWrong(String message, Damage damage) throws IOException {
        Path header = WfdbRecords.write(folder, "a", List.of("I", "II"), 50, WfdbRecords.twoLeads(20, 1));
        WfdbRecords.write(folder, "b", List.of("I", "II"), 50, WfdbRecords.twoLeads(20, 2));
        damage.to(header, folder.resolve("a.dat"));
        Params params = new Params(folder, FINDINGS, List.of("I", "II"), Params.PLAIN);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> {
                    Dataset data = params.reader(List.of(), Optional.empty()).train();
                    data.contentHash(0);
                })
                .withMessageStartingWith(folder.resolve("").toString())
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void saysWhatIsWrongWithATable(String message, String rows) throws IOException {
        WfdbRecords.write(folder, "a", List.of("I", "II"), 50, WfdbRecords.twoLeads(20, 1));
        Path table = Files.writeString(
                folder.resolve("table.csv"), "ecg_id,patient_id,scp_codes,strat_fold,filename_lr\n" + rows);
        Params params = new Params(folder, FINDINGS, List.of("I", "II"), Params.PLAIN);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> params.reader(table, false, false).train())
                .withMessageContaining(message);
    }

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("table.csv:3: ecg_id '1' is that of line 2, too", "1,1,{},1,a\n1,1,{},1,a\n"),
                Arguments.of(
                        "table.csv:2: there is no record 'z'; leave-out = true leaves out what is not there",
                        "1,1,{},1,z\n"),
                Arguments.of("table.csv:2: column 'scp_codes' holds no codes", "1,1,{NORM},1,a\n"),
                Arguments.of("table.csv:2: ecg_id is empty", ",1,{},1,a\n"));
    }
}
