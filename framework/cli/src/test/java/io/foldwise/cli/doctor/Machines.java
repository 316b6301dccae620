package io.foldwise.cli.doctor;

import io.foldwise.cli.doctor.Facts.Backend;
import io.foldwise.cli.doctor.Facts.Broken;
import io.foldwise.cli.doctor.Facts.Capability;
import io.foldwise.cli.doctor.Facts.Disk;
import io.foldwise.cli.doctor.Facts.Gemm;
import io.foldwise.cli.doctor.Facts.Gpu;
import io.foldwise.cli.doctor.Facts.Kernels;
import io.foldwise.cli.doctor.Facts.Loaded;
import io.foldwise.cli.doctor.Facts.Memory;
import io.foldwise.cli.doctor.Facts.Natives;
import io.foldwise.cli.doctor.Facts.Threads;
import io.foldwise.cli.doctor.Facts.Versions;
import io.foldwise.engine.blas.InstructionSet;
import java.util.List;
import java.util.Optional;

/** Invented machines: a good one, and the same with one thing changed. */
final class Machines {

    static final Versions VERSIONS = new Versions("0.1.0", "17.0.15", "1.0.0-M2.1", "1.0.0-M2.1", "Linux");
    static final Loaded NATIVES =
            new Loaded("linux-x86_64-onednn-avx2", "OPENBLAS", true, "AVX2", "AVX2", new Gemm(70, 1.5));
    static final Kernels KERNELS = new Kernels(
            Optional.empty(), Optional.of("Zen"), Optional.of(InstructionSet.AVX2), Optional.empty(), "onednn");
    static final Threads THREADS = new Threads(4, Optional.of(1), Optional.of(1), Optional.of("PASSIVE"));
    static final Memory MEMORY = new Memory(16L << 30, 16L << 30, 12L << 30, 4L << 30);
    static final Disk DISK = new Disk("/results", 100L << 30, true);
    static final Gpu L4 = new Gpu("NVIDIA L4", new Capability(8, 9), "535.104.05", 23034L << 20);
    static final Gpu K20 = new Gpu("Tesla K20m", new Capability(3, 5), "470.256.02", 4743L << 20);
    static final Gpu C2075 = new Gpu("Tesla C2075", new Capability(2, 0), "390.157", 5301L << 20);
    static final Gpu H100 = new Gpu("NVIDIA H100", new Capability(9, 0), "550.54.15", 81559L << 20);

    private Machines() {}

    static Facts good() {
        return new Facts(VERSIONS, new Backend("cpu", Optional.of(NATIVES)), KERNELS, THREADS, MEMORY, DISK, List.of());
    }

    static Facts with(Natives natives) {
        return new Facts(VERSIONS, new Backend("cpu", Optional.of(natives)), KERNELS, THREADS, MEMORY, DISK, List.of());
    }

    static Facts with(Kernels kernels) {
        return new Facts(VERSIONS, good().backend(), kernels, THREADS, MEMORY, DISK, List.of());
    }

    static Facts broken(String backend) {
        Natives broken = new Broken("no jnind4j in java.library.path");
        return new Facts(
                VERSIONS, new Backend(backend, Optional.of(broken)), KERNELS, THREADS, MEMORY, DISK, List.of());
    }

    static Facts with(Threads threads) {
        return new Facts(VERSIONS, good().backend(), KERNELS, threads, MEMORY, DISK, List.of());
    }

    static Facts withMemory(long available) {
        Memory memory = new Memory(64L << 30, 16L << 30, available, 4L << 30);
        return new Facts(VERSIONS, good().backend(), KERNELS, THREADS, memory, DISK, List.of());
    }

    static Facts with(Disk disk) {
        return new Facts(VERSIONS, good().backend(), KERNELS, THREADS, MEMORY, disk, List.of());
    }

    static Facts with(String backend, Gpu... gpus) {
        return new Facts(
                VERSIONS, new Backend(backend, Optional.of(NATIVES)), KERNELS, THREADS, MEMORY, DISK, List.of(gpus));
    }
}
