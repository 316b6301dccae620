package io.foldwise.plugin.text.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables that the text quickstart reads are those that {@link ReviewTable} writes. */
final class ReviewTableTest {

    private static final Path DATA = Path.of("../../experiments/data");

    @Test
    void tablesAreAsGenerated() throws IOException {
        assertThat(Files.readAllLines(DATA.resolve("reviews-train.csv"))).isEqualTo(ReviewTable.train());
        assertThat(Files.readAllLines(DATA.resolve("reviews-test.csv"))).isEqualTo(ReviewTable.test());
    }
}
