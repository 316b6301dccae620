package io.foldwise.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.board.Progress;
import io.foldwise.engine.execution.ExecutionSettings;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ExecutionChoiceTest {

    @Test
    void noWorkersMeansAsManyAsFitOnTheCommandLineAsInTheFile() {
        assertThat(choice(OptionalInt.of(0), false).workers(settings(3), 1))
                .as("one unit waits")
                .isEqualTo(1);
        assertThat(choice(OptionalInt.empty(), false).workers(settings(0), 1)).isEqualTo(1);
    }

    @Test
    void theCommandLineGoesBeforeTheFile() {
        assertThat(choice(OptionalInt.of(2), false).workers(settings(3), 1)).isEqualTo(2);
        assertThat(choice(OptionalInt.empty(), false).workers(settings(3), 1)).isEqualTo(3);
        assertThat(choice(OptionalInt.of(2), true).workers(settings(3), 1))
                .as("in this process")
                .isEqualTo(1);
    }

    @Test
    void theExperimentNamesWhatTrainsUnlessTheCommandLineDoes() {
        ExecutionSettings local = settings(3);
        ExecutionSettings inProcess = new ExecutionSettings(
                "in-process", 3, 1, 1024, 2048, 1, Duration.ofMinutes(1), Duration.ofMinutes(30), List.of(), true);

        assertThat(choice(OptionalInt.empty(), false).executor(local).name()).isEqualTo("local");
        assertThat(choice(OptionalInt.empty(), false).executor(inProcess).name())
                .isEqualTo("in-process");
        assertThat(choice(OptionalInt.empty(), true).executor(local).name()).isEqualTo("in-process");
        assertThat(choice(OptionalInt.empty(), false).workers(inProcess, 3)).isEqualTo(1);
    }

    private static ExecutionChoice choice(OptionalInt workers, boolean inProcess) {
        return new ExecutionChoice(workers, inProcess, false, Progress.SHOWN);
    }

    private static ExecutionSettings settings(int workers) {
        return new ExecutionSettings(
                "local", workers, 1, 1024, 2048, 1, Duration.ofMinutes(1), Duration.ofMinutes(30), List.of(), true);
    }
}
