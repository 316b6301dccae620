package io.foldwise.engine.experiment;

import com.sun.management.OperatingSystemMXBean;
import io.foldwise.engine.execution.ExecutionSettings;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an experiment may ask of the machine that it is about to run on. One that runs already keeps what it began with,
 * wherever it goes on.
 *
 * @param memory in MiB
 */
record MachineLimits(long cores, long memory) {

    /** Refuses nothing. */
    static final MachineLimits ANY = new MachineLimits(Integer.MAX_VALUE, Long.MAX_VALUE);

    /** Some threads more than there are cores are slow; this many are a slip of the keys. */
    private static final int THREADS_PER_CORE = 16;

    /** In MiB: what is off the heap if nobody says otherwise, which machines of little memory take too. */
    private static final int USUAL_OFF_HEAP = 4096;

    static MachineLimits here() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new MachineLimits(Runtime.getRuntime().availableProcessors(), system.getTotalMemorySize() >> 20);
    }

    /** What is too much, by key. */
    Map<String, String> problems(ExecutionSettings settings) {
        Map<String, String> problems = new LinkedHashMap<>();
        if (settings.threads() > cores * THREADS_PER_CORE) {
            problems.put(
                    "threads",
                    "is " + settings.threads() + ", but must be at most " + cores * THREADS_PER_CORE
                            + " on this machine of " + cores + " cores");
        }
        if (settings.heap() > memory) {
            problems.put("heap", tooMuch(settings.heap()));
        }
        if (settings.offHeap() > Math.max(memory, USUAL_OFF_HEAP)) {
            problems.put("off-heap", tooMuch(settings.offHeap()));
        }
        return problems;
    }

    private String tooMuch(int asked) {
        return "is " + asked + " MiB, but this machine has " + memory + " MiB of memory altogether";
    }
}
