package io.foldwise.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.damage.FinishedRun;
import io.foldwise.cli.damage.FinishedRun.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the launcher has Java do before users ask for anything. */
final class RehearsalTest {

    private static final Path FILES = Path.of("..", "..", "conf", "jvm");

    @Test
    void checksTrainsExportsAndPredicts() {
        Answer answer = PlantRuns.done(
                "rehearse",
                FILES.resolve("rehearsal.conf").toString(),
                "--input",
                FILES.resolve("rehearsal.csv").toString());
        assertThat(answer.results())
                .contains("ok  ")
                .contains("exported.foldwise")
                .contains("predicted.csv");
    }

    @Test
    void endsWithTheFirstThatFails() {
        String missing = FILES.resolve("no.conf").toString();
        Answer answer = FinishedRun.foldwise("rehearse", missing, "--input", missing);
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.progress()).containsOnlyOnce("no.conf");
    }
}
