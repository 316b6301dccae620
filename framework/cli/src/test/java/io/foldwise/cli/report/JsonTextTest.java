package io.foldwise.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JsonTextTest {

    private record Sample(Path path, Optional<String> given, Optional<String> missing, Map<String, Double> scores) {}

    @Test
    void writesPathsAsTextAndWhatIsMissingAsNull() {
        Sample sample = new Sample(Path.of("a/b"), Optional.of("x"), Optional.empty(), Map.of("auc", Double.NaN));
        assertThat(JsonText.of(sample)).isEqualTo("""
                        {
                          "path" : "a/b",
                          "given" : "x",
                          "missing" : null,
                          "scores" : {
                            "auc" : null
                          }
                        }""");
    }
}
