package io.foldwise.cli.doctor;

import java.util.List;

/** Judges one thing about a machine. */
@FunctionalInterface
public interface Check {

    /** What is wrong; empty if all is well. */
    List<Finding> findings(Facts facts);

    /** Every check, in the order of their findings. */
    static List<Check> all() {
        return List.of(
                new NativesCheck(),
                new CudaCapabilityCheck(),
                new UnusedGpuCheck(),
                new OneDnnCheck(),
                new CoreTypeCheck(),
                new GemmCheck(),
                new ThreadsCheck(),
                new MemoryCheck(),
                new DiskCheck());
    }
}
