package io.foldwise.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.execution.ExecutionSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WorkerCountTest {

    private static final long GIBIBYTE = 1L << 30;

    @Test
    void isNoLargerThanTheUnitsThatWait() {
        assertThat(WorkerCount.choose(threads(1), cpu(16, 64), 5)).isEqualTo(5);
    }

    @Test
    void givesEveryThreadACore() {
        assertThat(WorkerCount.choose(threads(4), cpu(10, 64), 5)).isEqualTo(2);
    }

    @Test
    void heedsTheMemory() {
        assertThat(WorkerCount.choose(threads(1), cpu(16, 4), 5))
                .as("3 GiB at most each, of which a third is expected, in 4 GiB")
                .isEqualTo(4);
    }

    @Test
    void isOneForEachGpu() {
        Machine machine = new Machine(16, 64 * GIBIBYTE, 64 * GIBIBYTE, 64 * GIBIBYTE, true);
        assertThat(WorkerCount.choose(settings(1, List.of(0, 2, 3)), machine, 5))
                .isEqualTo(3);
        assertThat(WorkerCount.choose(settings(1, List.of()), machine, 5)).isEqualTo(1);
    }

    @Test
    void isNeverLessThanOne() {
        assertThat(WorkerCount.choose(threads(8), cpu(2, 0), 5)).isEqualTo(1);
        assertThat(WorkerCount.choose(threads(1), cpu(2, 64), 0)).isEqualTo(1);
    }

    private static Machine cpu(int cores, int gibibytes) {
        return new Machine(cores, 64 * GIBIBYTE, 64 * GIBIBYTE, gibibytes * GIBIBYTE, false);
    }

    private static ExecutionSettings threads(int threads) {
        return settings(threads, List.of());
    }

    private static ExecutionSettings settings(int threads, List<Integer> gpus) {
        return new ExecutionSettings(
                "local", 0, threads, 1024, 2048, 1, Duration.ofMinutes(1), Duration.ofMinutes(30), gpus, true);
    }
}
