package io.foldwise.cli.doctor;

import io.foldwise.cli.doctor.Facts.Capability;
import io.foldwise.cli.doctor.Facts.Gpu;
import java.util.List;

/**
 * The CUDA backend can run on the GPU. ND4J's CUDA 11.6 build has machine code for compute capability 3.7 to 8.6, which
 * also runs on 8.9, and no intermediate code that a driver could compile for newer ones.
 */
final class CudaCapabilityCheck implements Check {

    static final Capability FIRST = new Capability(3, 7);
    static final Capability LAST = new Capability(8, 9);

    static boolean supports(Gpu gpu) {
        return gpu.capability().compareTo(FIRST) >= 0 && gpu.capability().compareTo(LAST) <= 0;
    }

    @Override
    public List<Finding> findings(Facts facts) {
        if (!facts.backend().cuda()) {
            return List.of();
        }
        boolean none = facts.gpus().stream().noneMatch(CudaCapabilityCheck::supports);
        return facts.gpus().stream()
                .filter(gpu -> !supports(gpu))
                .map(gpu -> finding(gpu, none))
                .toList();
    }

    private static Finding finding(Gpu gpu, boolean none) {
        String what = gpu.name() + " has compute capability " + gpu.capability() + "; this CUDA build runs on " + FIRST
                + " to " + LAST;
        return none
                ? Finding.preventsWork(what, "use FOLDWISE_BACKEND=cpu on this machine")
                : Finding.costs(what, "name the other GPUs in execution.gpus");
    }
}
