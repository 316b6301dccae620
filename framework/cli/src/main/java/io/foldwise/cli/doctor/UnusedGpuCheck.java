package io.foldwise.cli.doctor;

import java.util.List;

/** A GPU that could work does. */
final class UnusedGpuCheck implements Check {

    @Override
    public List<Finding> findings(Facts facts) {
        if (facts.backend().cuda() || facts.gpus().isEmpty()) {
            return List.of();
        }
        return facts.gpus().stream()
                .filter(CudaCapabilityCheck::supports)
                .findFirst()
                .map(gpu -> Finding.costs(
                        gpu.name() + " is not used: the CPU backend is chosen",
                        "FOLDWISE_BACKEND=cuda ./foldwise ... trains on it; small networks are often as fast on CPU"))
                .or(() -> facts.gpus().stream()
                        .findFirst()
                        .map(gpu -> Finding.costs(
                                gpu.name() + " is not used, and cannot be: compute capability " + gpu.capability()
                                        + ", where this version's CUDA build runs on " + CudaCapabilityCheck.FIRST
                                        + " to " + CudaCapabilityCheck.LAST,
                                "nothing to do: the CPU backend works")))
                .stream()
                .toList();
    }
}
