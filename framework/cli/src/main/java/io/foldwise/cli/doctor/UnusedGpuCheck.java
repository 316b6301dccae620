package io.foldwise.cli.doctor;

import io.foldwise.cli.doctor.Facts.Gpu;
import java.util.List;
import java.util.stream.Stream;

/** A GPU that could work does. */
final class UnusedGpuCheck implements Check {

    @Override
    public List<Finding> findings(Facts facts) {
        if (facts.backend().cuda()) {
            return List.of();
        }
        return Stream.of(CudaBuild.values())
                .flatMap(build -> facts.gpus().stream()
                        .filter(build::supports)
                        .map(gpu ->
                                Finding.costs(gpu.name() + " is not used: the CPU backend is chosen", advice(build))))
                .findFirst()
                .or(() -> facts.gpus().stream().findFirst().map(UnusedGpuCheck::useless))
                .stream()
                .toList();
    }

    private static String advice(CudaBuild build) {
        String use = build.choice() + " ./foldwise ... trains on it";
        return build.experimental()
                ? use + ", in principle: it is experimental, and its first start compiles for a long time"
                : use + "; small networks are often as fast on CPU";
    }

    private static Finding useless(Gpu gpu) {
        return Finding.costs(
                gpu.name() + " is not used, and cannot be: compute capability " + gpu.capability()
                        + ", where the CUDA builds run on " + CudaBuild.CUDA.range() + " and "
                        + CudaBuild.CUDA_PTX.range(),
                "nothing to do: the CPU backend works");
    }
}
