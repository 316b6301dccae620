package io.foldwise.cli.doctor;

import io.foldwise.engine.blas.InstructionSet;
import java.util.List;
import java.util.Optional;

/** All that is known of a machine. */
public record Facts(
        Versions versions,
        Backend backend,
        Kernels kernels,
        Threads threads,
        Memory memory,
        Disk disk,
        List<Gpu> gpus) {

    public Facts {
        gpus = List.copyOf(gpus);
    }

    /** What is installed. */
    public record Versions(String foldwise, String java, String deeplearning4j, String nd4j, String system) {}

    /**
     * What computes.
     *
     * @param chosen {@code cpu}, {@code cuda} or {@code cuda-ptx}
     * @param natives how it loaded; empty if it was not tried
     */
    public record Backend(String chosen, Optional<Natives> natives) {
        boolean cuda() {
            return build().isPresent();
        }

        Optional<CudaBuild> build() {
            return CudaBuild.of(chosen);
        }
    }

    /**
     * What OpenBLAS multiplies matrices with.
     *
     * @param asked {@code OPENBLAS_CORETYPE}, which the launcher may have set
     * @param coreType what it took; empty where it does not tell
     * @param available what the processor could run; empty where that is not known
     * @param flaw why they cannot be used; empty if they compute right
     * @param products the library that multiplies matrices in layers
     */
    public record Kernels(
            Optional<String> asked,
            Optional<String> coreType,
            Optional<InstructionSet> available,
            Optional<String> flaw,
            String products) {}

    /** The native part of ND4J. */
    public sealed interface Natives {}

    /**
     * The natives work.
     *
     * @param blas the vendor of its matrix library
     * @param oneDnn whether convolutions go through oneDNN
     * @param instructions the set that the natives were built for
     * @param bestInstructions the set that the processor has
     * @param gemm how fast they multiply matrices
     */
    public record Loaded(
            String classifier, String blas, boolean oneDnn, String instructions, String bestInstructions, Gemm gemm)
            implements Natives {}

    /**
     * The natives do not work.
     *
     * @param reason in a line
     */
    public record Broken(String reason) implements Natives {}

    /**
     * How fast two matrices are multiplied, in billions of operations a second.
     *
     * @param plain the same by a loop in Java
     */
    public record Gemm(double gigaflops, double plain) {
        double ratio() {
            return gigaflops / plain;
        }
    }

    /**
     * Processors and what may use them.
     *
     * @param openMp {@code OMP_NUM_THREADS}
     * @param openBlas {@code OPENBLAS_NUM_THREADS}
     * @param waitPolicy {@code OMP_WAIT_POLICY}
     */
    public record Threads(
            int cores, Optional<Integer> openMp, Optional<Integer> openBlas, Optional<String> waitPolicy) {}

    /**
     * Memory, in bytes.
     *
     * @param physical of the machine
     * @param limit of the container; the same where there is none
     * @param available to new processes
     * @param heap the largest heap of this Java machine
     */
    public record Memory(long physical, long limit, long available, long heap) {}

    /**
     * Where results go.
     *
     * @param room in bytes
     */
    public record Disk(String folder, long room, boolean writable) {}

    /**
     * A graphics card.
     *
     * @param capability its compute capability, such as 8.6
     * @param memory in bytes
     */
    public record Gpu(String name, Capability capability, String driver, long memory) {}

    /** A CUDA compute capability. */
    public record Capability(int major, int minor) implements Comparable<Capability> {

        static Capability parse(String text) {
            String[] parts = text.strip().split("\\.");
            return new Capability(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }

        @Override
        public int compareTo(Capability other) {
            return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
        }

        @Override
        public String toString() {
            return major + "." + minor;
        }
    }
}
