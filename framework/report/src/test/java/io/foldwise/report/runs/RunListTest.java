package io.foldwise.report.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that are runs by their looks. */
final class RunListTest {

    @TempDir
    private Path results;

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"metrics\": {\"a\": null}, \"primaryMetric\": \"a\"}", "[", "null"})
    void anOddOneDoesNotEndTheList(String scores) throws IOException {
        Path odd = Files.createDirectories(results.resolve("plants").resolve("one"));
        Files.writeString(odd.resolve("resolved.conf"), "name = { a = 1 }");
        Files.writeString(odd.resolve("ensemble.json"), "{}");
        Files.writeString(odd.resolve("scores.json"), scores);
        Path other = Files.createDirectories(results.resolve("plants").resolve("two"));
        Files.writeString(other.resolve("resolved.conf"), "name = plants");

        assertThat(RunList.in(results))
                .extracting(run -> run.summary().state())
                .isEqualTo(List.of(RunState.DAMAGED, RunState.DAMAGED));
    }

    @Test
    void unitsAreNoLinksToElsewhere() throws IOException {
        Path run = Files.createDirectories(results.resolve("plants").resolve("one"));
        Files.writeString(run.resolve("resolved.conf"), "name = plants");
        Path elsewhere = Files.createDirectories(results.resolve("elsewhere").resolve("fold-0"));
        Files.writeString(elsewhere.resolve("unit.json"), "{\"seconds\": 7}");
        Files.createSymbolicLink(run.resolve("trial-000"), elsewhere.getParent());

        assertThat(RunList.read(run).summary().seconds()).isZero();
    }
}
