package io.foldwise.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.execution.ExecutionSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MachineLimitsTest {

    private static final MachineLimits SMALL = new MachineLimits(2, 2048);

    @Test
    void noMemoryOfAWorkerIsLargerThanTheMachines() {
        assertThat(SMALL.problems(memory(4000, Integer.MAX_VALUE)))
                .containsEntry("heap", "is 4000 MiB, but this machine has 2048 MiB of memory altogether")
                .containsEntry("off-heap", "is 2147483647 MiB, but this machine has 2048 MiB of memory altogether");
    }

    @Test
    void whatNobodyAskedForIsNotRefused() {
        assertThat(SMALL.problems(memory(1024, 4096))).isEmpty();
    }

    @Test
    void theMemoryOfAWorkerIsAllThatItMayUse() {
        assertThat(memory(1024, Integer.MAX_VALUE).memory()).isEqualTo(1024L + Integer.MAX_VALUE);
    }

    private static ExecutionSettings memory(int heap, int offHeap) {
        return new ExecutionSettings(
                "local", 0, 1, heap, offHeap, 1, Duration.ofMinutes(1), Duration.ofMinutes(30), List.of(), true);
    }
}
