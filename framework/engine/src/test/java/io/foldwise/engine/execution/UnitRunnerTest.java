package io.foldwise.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.training.EpochReport;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class UnitRunnerTest {

    private static final Unit UNIT = new Unit(0, 1);

    @Test
    void recognizesLackOfMemoryInsideOtherErrors() {
        RuntimeException error = new RuntimeException(
                "Error during neural network forward pass", new OutOfMemoryError("Java heap space"));

        assertThat(failure(error).kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
        assertThat(failure(error).reason()).startsWith("out of memory: Java heap space; execution.heap");
    }

    @Test
    void callsOtherErrorsByTheirNames() {
        Outcome.Failed failed = failure(new IllegalStateException("a fault"));

        assertThat(failed).isEqualTo(new Outcome.Failed(UNIT, FailureKind.ERROR, "IllegalStateException: a fault"));
    }

    @Test
    void tellsWhatWasAtTheRoot() {
        Outcome.Failed failed =
                failure(new RuntimeException("a forward pass failed", new ArithmeticException("by zero")));

        assertThat(failed.reason())
                .isEqualTo("RuntimeException: a forward pass failed, by ArithmeticException: by zero");
    }

    @Test
    void namesTheComponentThatItComesFrom() {
        UnitRunner runner = new UnitRunner(new UnitWork() {
            @Override
            public void fit(Unit unit, Consumer<EpochReport> progress) {
                throw new IllegalStateException("a fault");
            }

            @Override
            public Optional<String> culprit(Unit unit, Throwable thrown) {
                return Optional.of("loss bad (org.example.Bad)");
            }
        });

        assertThat(runner.run(UNIT, report -> {}))
                .isEqualTo(new Outcome.Failed(
                        UNIT, FailureKind.ERROR, "IllegalStateException: a fault, in loss bad (org.example.Bad)"));
    }

    private static Outcome.Failed failure(RuntimeException error) {
        UnitRunner runner = new UnitRunner((unit, progress) -> {
            throw error;
        });
        return (Outcome.Failed) runner.run(UNIT, report -> {});
    }
}
