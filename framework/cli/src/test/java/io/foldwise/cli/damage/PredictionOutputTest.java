package io.foldwise.cli.damage;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.damage.FinishedRun.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code predict} writes its output, and nothing is lost by it. */
final class PredictionOutputTest {

    @TempDir
    private static Path folder;

    private static FinishedRun run;
    private static String inputText;

    private Path input;

    @BeforeAll
    static void runOnce() throws IOException {
        run = FinishedRun.of("run", folder);
        inputText = Files.readString(folder.resolve("test.csv"));
    }

    @BeforeEach
    void writeTheInput() throws IOException {
        FinishedRun.delete(folder.resolve("input.csv"));
        FinishedRun.delete(folder.resolve("link.csv"));
        input = Files.writeString(folder.resolve("input.csv"), inputText);
    }

    @Test
    void isNotTheInput() throws IOException {
        assertRefused(input, "is the input");
        Path link = folder.resolve("link.csv");
        Files.createSymbolicLink(link, input);
        assertRefused(link, "is the input");
        Files.delete(link);
        Files.createLink(link, input);
        assertRefused(link, "is the input");
    }

    @Test
    void isNoDataFileOfTheRun() throws IOException {
        String before = Files.readString(folder.resolve("train.csv"));
        assertRefused(folder.resolve("train.csv"), "is a data file of the run");
        assertThat(folder.resolve("train.csv")).hasContent(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trial-000/fold-0/model.zip",
                "trial-000/fold-0/new.csv",
                "trial-000/new.csv",
                "ensemble.json",
                "resolved.conf",
                "checksums.json"
            })
    void isNoFileOfTheRun(String name) throws IOException {
        byte[] before = Files.exists(run.file(name)) ? Files.readAllBytes(run.file(name)) : new byte[0];
        assertRefused(run.file(name), "is the run's own");
        if (before.length > 0) {
            assertThat(Files.readAllBytes(run.file(name))).isEqualTo(before);
        } else {
            assertThat(run.file(name)).doesNotExist();
        }
    }

    @Test
    void makesNoFolders() {
        Path missing = folder.resolve("no/such/folder");
        assertRefused(missing.resolve("out.csv"), "there is no folder " + missing + ": make it");
        assertThat(folder.resolve("no")).doesNotExist();
    }

    @Test
    void isNoPipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        assertRefused(pipe, "is a device or a pipe");
    }

    @Test
    void replacesEarlierPredictionsWhereALinkLeads() throws IOException {
        Path earlier = Files.writeString(folder.resolve("earlier.csv"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), earlier);

        Answer answer = run.predict(input, link);

        assertThat(answer.code()).as(answer.progress()).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(earlier).hasSameBinaryContentAs(run.file("submission.csv"));
    }

    @Test
    void mayStandBesideTheRunsResults() throws IOException {
        Path output = run.file("predicted.csv");
        for (int time = 0; time < 2; time++) {
            Answer answer = run.predict(input, output);
            assertThat(answer.code()).as(answer.progress()).isZero();
            assertThat(output).hasSameBinaryContentAs(run.file("submission.csv"));
        }
    }

    private void assertRefused(Path output, String reason) {
        Answer answer = run.predict(input, output);
        assertThat(answer.code()).as(answer.progress()).isEqualTo(2);
        assertThat(answer.progress()).contains(reason).doesNotContain("Exception", "unexpected");
        assertThat(input).hasContent(inputText);
    }
}
