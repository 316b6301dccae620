package io.foldwise.engine.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.run.RunException;
import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.ensemble.SubmissionFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubmissionTest {

    @TempDir
    private Path folder;

    @Test
    void oneThatIsNotValidTakesThePlaceOfNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("submission.csv"), "earlier\n");

        assertThatThrownBy(() -> write(file, List.of("line 1 is wrong")))
                .isInstanceOf(RunException.class)
                .hasMessage(file + " would not be valid:\nline 1 is wrong");
        assertThat(file).hasContent("earlier\n");
        assertThat(folder.toFile().list()).containsExactly("submission.csv");

        write(file, List.of());
        assertThat(file).hasContent("a,0.5\n");
    }

    private static void write(Path file, List<String> problems) {
        SubmissionFormat format = new SubmissionFormat() {
            @Override
            public List<String> lines(Predictions predictions) {
                return List.of("a,0.5");
            }

            @Override
            public List<String> problems(List<String> lines, List<String> ids) {
                assertThat(lines).as("what was written").containsExactly("a,0.5");
                return problems;
            }
        };
        Submission.write(
                file, format, TinyVectors.vectors(), new Predictions(List.of("a"), (head, sample) -> Tensor.row(0.5f)));
    }
}
