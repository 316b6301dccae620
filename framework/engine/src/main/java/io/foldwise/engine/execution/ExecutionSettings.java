package io.foldwise.engine.execution;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.List;

/** The {@code execution} block: how many processes train, and what each may use. */
public record ExecutionSettings(
        @Description("What trains: worker processes of this machine (local), or the command's own process (in-process)")
        @Default("local")
        String executor,

        @Description("Processes that train at the same time; 0 chooses by cores, memory and folds")
        @Default("0")
        @PositiveOrZero
        @Max(ExecutionSettings.MOST_WORKERS)
        int workers,

        @Description("Threads of each worker; part of a result's fingerprint, since sums are rounded differently")
        @Default("1")
        @Positive
        int threads,

        @Description(value = "Java heap of each worker", unit = "MiB") @Default("1024") @Min(256)
        int heap,

        @Description(value = "Memory outside the Java heap that each worker may use", unit = "MiB")
        @Default("4096")
        @Positive
        int offHeap,

        @Description("How often a unit is tried again whose worker was killed or ran out of memory")
        @Default("1")
        @PositiveOrZero
        @Max(10)
        int retries,

        @Description("A worker that gives no sign of life for so long is killed, and its unit tried again")
        @Default("60s")
        Duration silenceLimit,

        @Description(
                "A worker that makes no step for so long is killed, and its unit tried again, if it does not compute"
                        + " either, or if the step takes 20 times as long as any before it; a step is a batch")
        @Default("30m")
        Duration standstillLimit,

        @Description("CUDA only: the devices to lease to workers, one each; empty means device 0") @Default("[]")
        List<@PositiveOrZero Integer> gpus,

        @Description("Whether report.html in the run's folder shows how it goes, and in the end what came out")
        @Default("true")
        boolean page) {

    /** Each of them is a process; more than this is a slip of the keys. */
    public static final int MOST_WORKERS = 1000;

    /** Heartbeats come every second; a busy machine may keep several of them back. */
    private static final Duration SHORTEST_LIMIT = Duration.ofSeconds(10);

    public ExecutionSettings {
        requireLong("silence-limit", silenceLimit);
        requireLong("standstill-limit", standstillLimit);
        gpus = List.copyOf(gpus);
    }

    /** What a worker may use altogether, in MiB. */
    public long memory() {
        return (long) heap + offHeap;
    }

    private static void requireLong(String key, Duration limit) {
        if (limit.compareTo(SHORTEST_LIMIT) < 0) {
            throw new IllegalArgumentException(key + " is too short to tell a hang from a pause; give at least "
                    + SHORTEST_LIMIT.toSeconds() + "s");
        }
    }
}
