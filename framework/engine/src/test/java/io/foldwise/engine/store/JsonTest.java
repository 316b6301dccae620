package io.foldwise.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JsonTest {

    /** Numbers in every place that a record may hold them. */
    private record Numbers(double mean, Double deviation, List<Double> folds, Map<String, Double> scores) {}

    private record Words(Path path, Optional<String> given, Optional<String> missing) {}

    @TempDir
    private Path folder;

    @Test
    void writesNumbersThatAreNotFiniteAsNullAndReadsThemAsNaN() {
        Path file = folder.resolve("scores.json");
        Json.write(
                file,
                new Numbers(Double.NaN, Double.NaN, List.of(0.5, Double.NaN), Map.of("auc", Double.NEGATIVE_INFINITY)));

        assertThat(WholeFile.read(file)).isEqualTo("""
                {
                  "mean" : null,
                  "deviation" : null,
                  "folds" : [ 0.5, null ],
                  "scores" : {
                    "auc" : null
                  }
                }
                """);
        assertThat(Json.read(file, Numbers.class))
                .isEqualTo(new Numbers(Double.NaN, Double.NaN, List.of(0.5, Double.NaN), Map.of("auc", Double.NaN)));
    }

    @Test
    void readsNumbersToTheLastBit() throws JsonProcessingException {
        Numbers numbers = new Numbers(0.1 + 0.2, Double.MIN_VALUE, List.of(-0.0, 1e300), Map.of("auc", 1 / 3.0));

        assertThat(Json.parse(Json.line(numbers), Numbers.class)).isEqualTo(numbers);
    }

    @Test
    void readsWhatEarlierVersionsWrote() throws JsonProcessingException {
        String text = "{\"mean\":\"NaN\",\"deviation\":\"NaN\",\"folds\":[\"NaN\"],\"scores\":{\"auc\":\"NaN\"}}";

        assertThat(Json.parse(text, Numbers.class))
                .isEqualTo(new Numbers(Double.NaN, Double.NaN, List.of(Double.NaN), Map.of("auc", Double.NaN)));
    }

    @Test
    void writesPathsAsTextAndWhatIsMissingAsNull() {
        assertThat(Json.line(new Words(Path.of("a/b"), Optional.of("x"), Optional.empty())))
                .isEqualTo("{\"path\":\"a/b\",\"given\":\"x\",\"missing\":null}");
    }
}
