package io.foldwise.cli.damage;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.damage.FinishedRun.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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
        Answer export = FinishedRun.foldwise(
                "export",
                run.path().toString(),
                "--output",
                folder.resolve("train.csv").toString());
        assertThat(export.code()).as(export.progress()).isEqualTo(2);
        assertThat(export.progress()).contains("is a data file of the run");
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
                "checksums.json",
                "post-processing.json",
                "submission-refit.csv",
                "oof-mask.npz",
                "truth-severity.csv",
                "tracking"
            })
    void isNoFileOfTheRun(String name) throws IOException {
        byte[] before = Files.exists(run.file(name)) ? Files.readAllBytes(run.file(name)) : new byte[0];
        assertRefused(run.file(name), "belongs to the run");
        if (before.length > 0) {
            assertThat(Files.readAllBytes(run.file(name))).isEqualTo(before);
        } else {
            assertThat(run.file(name)).doesNotExist();
        }
    }

    @Test
    void isNothingThatTheRunHasWritten() throws IOException {
        try (Stream<Path> written = Files.list(run.path())) {
            for (Path file : written.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("predicted.csv")) {
                    assertRefused(file, "belongs to the run " + run.path());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resolved.conf", "oof.csv", "trial-000/fold-0/model.zip", "trial-000/fold-0/new.csv"})
    void isNoFileOfAnotherRun(String name) throws IOException {
        Path other = run.copied(folder.resolve("other")).file(name);
        byte[] before = Files.exists(other) ? Files.readAllBytes(other) : new byte[0];

        assertRefused(other, "belongs to the run " + folder.resolve("other") + ": choose another --output");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), other);
        if (before.length > 0) {
            assertRefused(link, "belongs to the run");
            assertThat(Files.readAllBytes(other)).isEqualTo(before);
        } else {
            assertThat(other).doesNotExist();
        }
    }

    @Test
    void isNoFolderInAnotherRun() throws IOException {
        Path other = run.copied(folder.resolve("other")).file("trial-000/new");

        Answer answer = run.predict(input, other, "--as", "mask-images");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.progress()).contains("belongs to the run " + folder.resolve("other"));
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

    @Test
    void isNoExperimentFile() throws IOException {
        Path experiment = Files.writeString(folder.resolve("own.conf"), "name = own\n");
        assertRefused(experiment, "is an experiment file by its name");
        assertThat(experiment).hasContent("name = own\n");
    }

    private void assertRefused(Path output, String reason) {
        Answer answer = run.predict(input, output);
        assertThat(answer.code()).as(answer.progress()).isEqualTo(2);
        assertThat(answer.progress()).contains(reason).doesNotContain("Exception", "unexpected");
        assertThat(input).hasContent(inputText);
    }
}
