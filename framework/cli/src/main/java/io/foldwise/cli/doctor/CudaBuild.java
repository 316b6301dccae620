package io.foldwise.cli.doctor;

import io.foldwise.cli.doctor.Facts.Capability;
import io.foldwise.cli.doctor.Facts.Gpu;
import java.util.Optional;
import java.util.stream.Stream;

/** The builds of ND4J for NVIDIA's GPUs, beside that for the CPU. */
enum CudaBuild {
    /**
     * CUDA 11.6 of 1.0.0-M2.1: machine code for compute capability 3.7 to 8.6, which also runs on 8.9, and nothing that a
     * driver could compile for newer ones.
     */
    CUDA("cuda", new Capability(3, 7), Optional.of(new Capability(8, 9))),

    /**
     * CUDA 11.2 of 1.0.0-M1.1: machine code for 3.5 to 8.6, and intermediate code (PTX) of 8.6, which drivers compile for
     * every newer one. Experimental: for GPUs that {@link #CUDA} does not run on.
     */
    CUDA_PTX("cuda-ptx", new Capability(3, 5), Optional.empty());

    private final String backend;
    private final Capability first;
    private final Optional<Capability> last;

    CudaBuild(String backend, Capability first, Optional<Capability> last) {
        this.backend = backend;
        this.first = first;
        this.last = last;
    }

    /** The build that {@code FOLDWISE_BACKEND} chooses; empty for the CPU's. */
    static Optional<CudaBuild> of(String backend) {
        return Stream.of(values())
                .filter(build -> build.backend.equals(backend))
                .findFirst();
    }

    /** The one to use for a GPU; empty if none runs on it. */
    static Optional<CudaBuild> bestFor(Gpu gpu) {
        return Stream.of(values()).filter(build -> build.supports(gpu)).findFirst();
    }

    boolean supports(Gpu gpu) {
        Capability capability = gpu.capability();
        return capability.compareTo(first) >= 0
                && last.filter(newest -> capability.compareTo(newest) > 0).isEmpty();
    }

    boolean experimental() {
        return this == CUDA_PTX;
    }

    /** How a user asks for it. */
    String choice() {
        return "FOLDWISE_BACKEND=" + backend;
    }

    /** The compute capabilities it runs on: {@code 3.7 to 8.9}. */
    String range() {
        return first + last.map(newest -> " to " + newest).orElse(" or newer");
    }
}
