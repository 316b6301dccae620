package io.foldwise.cli.doctor;

import io.foldwise.cli.doctor.Facts.Gpu;
import java.util.List;

/** The CUDA backend can run on the GPU, and is the best one for it. */
final class CudaCapabilityCheck implements Check {

    @Override
    public List<Finding> findings(Facts facts) {
        return facts.backend()
                .build()
                .filter(build -> !facts.gpus().isEmpty())
                .map(build -> findings(build, facts.gpus()))
                .orElse(List.of());
    }

    private static List<Finding> findings(CudaBuild build, List<Gpu> gpus) {
        if (build.experimental() && gpus.stream().allMatch(CudaBuild.CUDA::supports)) {
            return List.of(Finding.costs(
                    named(gpus.get(0)) + ", which needs no code that a driver compiles",
                    "use " + CudaBuild.CUDA.choice() + ", whose build is newer, has cuDNN, and starts at once"));
        }
        boolean none = gpus.stream().noneMatch(build::supports);
        return gpus.stream()
                .filter(gpu -> !build.supports(gpu))
                .map(gpu -> unsupported(build, gpu, none))
                .toList();
    }

    private static Finding unsupported(CudaBuild build, Gpu gpu, boolean none) {
        String what = named(gpu) + "; this CUDA build runs on " + build.range();
        String instead = CudaBuild.bestFor(gpu)
                .map(better -> "use " + better.choice() + ", which is experimental, or FOLDWISE_BACKEND=cpu")
                .orElse("use FOLDWISE_BACKEND=cpu on this machine");
        return none
                ? Finding.preventsWork(what, instead)
                : Finding.costs(what, "name the other GPUs in execution.gpus");
    }

    private static String named(Gpu gpu) {
        return gpu.name() + " has compute capability " + gpu.capability();
    }
}
