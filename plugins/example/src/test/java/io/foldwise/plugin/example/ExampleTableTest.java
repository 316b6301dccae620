package io.foldwise.plugin.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables that the example experiments read are those that {@link ExampleTable} and {@link GardenTable} write. */
final class ExampleTableTest {

    private static final Path DATA = Path.of("../../experiments/data");

    @Test
    void tablesAreAsGenerated() throws IOException {
        assertThat(Files.readAllLines(DATA.resolve("example-train.csv"))).isEqualTo(ExampleTable.train());
        assertThat(Files.readAllLines(DATA.resolve("example-test.csv"))).isEqualTo(ExampleTable.test());
        assertThat(Files.readAllLines(DATA.resolve("garden-train.csv"))).isEqualTo(GardenTable.train());
        assertThat(Files.readAllLines(DATA.resolve("garden-test.csv"))).isEqualTo(GardenTable.test());
    }
}
