package io.foldwise.engine.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.store.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProvenanceTest {

    @Test
    void isReadAsItWasWritten(@TempDir Path folder) {
        Path file = folder.resolve("provenance.json");
        UncommittedDiff diff = new UncommittedDiff("uncommitted.diff", "0".repeat(64), 2);
        Provenance provenance =
                Provenance.of("c0ffee", diff, 3, 1, Map.of("/data.csv", "1"), Map.of(), Optional.empty());
        Json.write(file, provenance);
        assertThat(Json.read(file, Provenance.class)).isEqualTo(provenance);
    }

    @Test
    void readsThatOfAnOlderRun(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("provenance.json"), """
                {"started": "2024-03-01T10:00:00Z", "version": "0.0.9", "backend": "cpu", "data": {}, "commit": "c0ffee", "diff": "+x"}
                """);
        assertThat(Json.read(file, Provenance.class).uncommitted()).isEqualTo(UncommittedDiff.NONE);
    }
}
