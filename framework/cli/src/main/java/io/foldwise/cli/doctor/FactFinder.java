package io.foldwise.cli.doctor;

import io.foldwise.cli.context.FoldwiseVersion;
import io.foldwise.cli.doctor.Facts.Backend;
import io.foldwise.cli.doctor.Facts.Disk;
import io.foldwise.cli.doctor.Facts.Gpu;
import io.foldwise.cli.doctor.Facts.Kernels;
import io.foldwise.cli.doctor.Facts.Memory;
import io.foldwise.cli.doctor.Facts.Natives;
import io.foldwise.cli.doctor.Facts.Threads;
import io.foldwise.cli.doctor.Facts.Versions;
import io.foldwise.cli.run.Machine;
import io.foldwise.engine.blas.InstructionSet;
import io.foldwise.engine.blas.KernelTrial;
import io.foldwise.engine.blas.OpenBlas;
import io.foldwise.engine.blas.Processor;
import io.foldwise.engine.blas.ProductLibrary;
import io.foldwise.engine.blas.TrialProcess;
import io.foldwise.engine.provenance.LibraryVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks at this machine. */
public final class FactFinder {

    private final Path results;
    private final TrialProcess trials;

    /**
     * @param results where run folders would be made
     * @param trials tries the kernels of OpenBLAS
     */
    public FactFinder(Path results, TrialProcess trials) {
        this.results = results;
        this.trials = trials;
    }

    public Facts find() {
        List<Gpu> gpus = NvidiaSmi.gpus();
        String chosen = System.getProperty("foldwise.backend", "cpu");
        Kernels kernels = kernels(chosen);
        // On a GPU that is too new, and with kernels for another processor, the natives may take the whole process
        // down.
        boolean hopeless = CudaBuild.of(chosen)
                .map(build -> !gpus.isEmpty() && gpus.stream().noneMatch(build::supports))
                .orElse(kernels.flaw().isPresent());
        Optional<Natives> natives = hopeless ? Optional.empty() : Optional.of(NativesProbe.load());
        return new Facts(versions(), new Backend(chosen, natives), kernels, threads(), memory(), disk(), gpus);
    }

    private static Versions versions() {
        return new Versions(
                FoldwiseVersion.current(),
                System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor"),
                LibraryVersion.of("org.deeplearning4j", "deeplearning4j-nn"),
                LibraryVersion.of("org.nd4j", "nd4j-api"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
    }

    private Kernels kernels(String chosen) {
        Optional<String> asked = asked(System.getenv());
        Optional<InstructionSet> available = Processor.in(Processor.CPUINFO).map(Processor::instructions);
        if (CudaBuild.of(chosen).isPresent()) {
            return new Kernels(asked, Optional.empty(), available, Optional.empty(), "");
        }
        KernelTrial tried = trials.apply(asked);
        return new Kernels(asked, tried.coreType(), available, tried.flaw(), ProductLibrary.ofThisProcess());
    }

    /** Which kernels the environment asks for; OpenBLAS takes an empty variable for none. */
    static Optional<String> asked(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(OpenBlas.VARIABLE)).filter(Predicate.not(String::isEmpty));
    }

    private static Threads threads() {
        return new Threads(
                Runtime.getRuntime().availableProcessors(),
                number("OMP_NUM_THREADS"),
                number("OPENBLAS_NUM_THREADS"),
                Optional.ofNullable(System.getenv("OMP_WAIT_POLICY")));
    }

    private static Optional<Integer> number(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> value.matches("\\d{1,6}"))
                .map(Integer::valueOf);
    }

    private static Memory memory() {
        Machine machine = Machine.here();
        return new Memory(
                machine.physical(),
                machine.limit(),
                machine.available(),
                Runtime.getRuntime().maxMemory());
    }

    private Disk disk() {
        Path folder = results.toAbsolutePath().normalize();
        Path existing = folder;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            return new Disk(
                    folder.toString(), Files.getFileStore(existing).getUsableSpace(), Files.isWritable(existing));
        } catch (IOException e) {
            return new Disk(folder.toString(), 0, false);
        }
    }
}
