package io.foldwise.cli.doctor;

import io.foldwise.cli.doctor.Facts.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Threads of native code do not fight for the cores. */
final class ThreadsCheck implements Check {

    @Override
    public List<Finding> findings(Facts facts) {
        Threads threads = facts.threads();
        List<Finding> findings = new ArrayList<>();
        tooMany("OMP_NUM_THREADS", threads.openMp(), threads.cores(), findings);
        tooMany("OPENBLAS_NUM_THREADS", threads.openBlas(), threads.cores(), findings);
        if (threads.waitPolicy().filter("passive"::equalsIgnoreCase).isEmpty()) {
            findings.add(Finding.costs(
                    "OMP_WAIT_POLICY is " + threads.waitPolicy().orElse("not set")
                            + ": threads that wait for each other keep their cores busy",
                    "export OMP_WAIT_POLICY=passive, or leave it unset for the launcher"));
        }
        return findings;
    }

    private static void tooMany(String name, Optional<Integer> threads, int cores, List<Finding> findings) {
        if (threads.orElse(1) > cores) {
            findings.add(Finding.costs(
                    name + " is " + threads.get() + ", on " + cores + " cores: training gets 3 to 10 times slower",
                    "export " + name + "=1, or leave it unset for the launcher"));
        }
    }
}
