package io.foldwise.plugin.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables that the example experiment reads are those that {@link ExampleTable} writes. */
final class ExampleTableTest {

    private static final Path DATA = Path.of("../../experiments/data");

    @Test
    void tablesAreAsGenerated() throws IOException {
        assertThat(Files.readAllLines(DATA.resolve("example-train.csv"))).isEqualTo(ExampleTable.train());
        assertThat(Files.readAllLines(DATA.resolve("example-test.csv"))).isEqualTo(ExampleTable.test());
    }
}
