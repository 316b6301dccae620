package io.foldwise.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need rights there")
final class PlainFileTest {

    @TempDir
    private Path folder;

    @Test
    void appendsToNothingThatHasAnotherNameElsewhere() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "mine\n");
        Path log = Files.createLink(folder.resolve("foldwise.log"), elsewhere);

        append(log, "one\n");
        append(log, "two\n");

        assertThat(elsewhere).hasContent("mine\n");
        assertThat(log).hasContent("mine\none\ntwo\n");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(elsewhere, log);
        }
    }

    @Test
    void followsNoLink() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "mine\n");
        Path log = Files.createSymbolicLink(folder.resolve("foldwise.log"), elsewhere);

        assertThatThrownBy(() -> append(log, "one\n")).hasMessageContaining("symbolic link");
        assertThat(elsewhere).hasContent("mine\n");
    }

    private static void append(Path file, String text) throws IOException {
        try (OutputStream out = PlainFile.append(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
