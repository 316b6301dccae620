package io.foldwise.plugin.text.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.Answers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JsonTextsTest {

    private static final Layout LAYOUT = new Layout(
            Optional.empty(),
            "text",
            Answers.of(List.of("good"), Optional.empty(), List.of()),
            Optional.empty(),
            List.of());

    @TempDir
    private Path folder;

    @Test
    void idsThatOnlyLaterLinesHaveAreRefused() throws IOException {
        Path file = write(
                "{\"text\": \"Fine\", \"good\": 1}",
                "{\"text\": \"Bad\", \"good\": 0, \"id\": \"b\"}",
                "{\"text\": \"Well\", \"good\": 1, \"id\": null}");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(file))
                .withMessage(file + ":2: has an id, which the first line has not; give ids to all lines or to none");
    }

    @Test
    void idsThatOnlyEarlierLinesHaveAreRefused() throws IOException {
        Path file = write("{\"text\": \"Fine\", \"good\": 1, \"id\": \"a\"}", "{\"text\": \"Bad\", \"good\": 0}");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(file))
                .withMessage(file + ":2: has no 'id'");
    }

    @Test
    void truthValuesAndNumbersAreNoTexts() throws IOException {
        Path file = write("{\"text\": true, \"good\": true}", "{\"text\": 2.5, \"good\": 1}");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(file))
                .withMessage(String.join(
                        "\n",
                        file + ":1: 'text' is true, not a text; put it between quotes",
                        file + ":2: 'text' is 2.5, not a text; put it between quotes"));
    }

    @Test
    void truthValuesAndNumbersAreLabels() throws IOException {
        TextTable table = read(write("{\"text\": \"true\", \"good\": true}", "{\"text\": \"2.5\", \"good\": 0}"));
        assertThat(table.texts()).containsExactly("true", "2.5");
        assertThat(table.ids()).containsExactly("1", "2");
        assertThat(table.targets()).isDeepEqualTo(new float[][] {{1}, {0}});
    }

    private static TextTable read(Path file) {
        return new JsonTexts(file).read(new TextRows(file, LAYOUT, true));
    }

    private Path write(String... lines) throws IOException {
        return Files.write(folder.resolve("texts.jsonl"), List.of(lines));
    }
}
