package io.foldwise.cli.damage;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.damage.FinishedRun.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code compare} writes its table and its page, and nothing is lost by it. */
final class ComparisonOutputTest {

    @TempDir
    private static Path folder;

    private static FinishedRun first;
    private static FinishedRun second;

    @BeforeAll
    static void runOnce() throws IOException {
        first = FinishedRun.of("run", folder);
        second = first.copied(folder.resolve("second"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--samples", "--html"})
    void replaceNoRecordOfARun(String option) throws IOException {
        for (String name : new String[] {"oof.csv", "resolved.conf", "sample-scores.csv"}) {
            assertRefused(option, second.file(name), "belongs to the run " + second.path());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--samples", "--html"})
    void replaceNoDataFileOfARun(String option) throws IOException {
        assertRefused(option, folder.resolve("train.csv"), "is a data file of the run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--samples", "--html"})
    void areNamedByTheirOptions(String option) {
        Answer answer = compare(option, folder.resolve("no/such/folder"));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.progress()).contains("make it, or choose another " + option);
    }

    @Test
    void areNotOneFile() {
        Path file = folder.resolve("both");

        Answer answer = compare("--samples", file, "--html", folder + "/./both");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.progress()).contains("is what --samples names: choose another --html");
        assertThat(file).doesNotExist();
    }

    @Test
    void standWhereTheyAreAskedFor() {
        Path table = folder.resolve("table.csv");
        Path page = folder.resolve("page.html");
        for (int time = 0; time < 2; time++) {
            Answer answer = compare("--samples", table, "--html", page.toString());

            assertThat(answer.code()).as(answer.progress()).isZero();
            assertThat(table).isNotEmptyFile();
            assertThat(page).isNotEmptyFile();
        }
    }

    private static void assertRefused(String option, Path file, String reason) throws IOException {
        byte[] before = Files.readAllBytes(file);

        Answer answer = compare(option, file);

        assertThat(answer.code()).as(answer.progress()).isEqualTo(2);
        assertThat(answer.progress()).contains(reason, "choose another " + option);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private static Answer compare(String option, Path file, String... more) {
        String[] arguments = new String[5 + more.length];
        System.arraycopy(more, 0, arguments, 5, more.length);
        arguments[0] = "compare";
        arguments[1] = first.path().toString();
        arguments[2] = second.path().toString();
        arguments[3] = option;
        arguments[4] = file.toString();
        return FinishedRun.foldwise(arguments);
    }
}
