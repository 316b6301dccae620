package io.foldwise.engine.blas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The core type to ask OpenBLAS for. It keeps its own choice where that uses what the processor has, AVX2 at least: it knows
 * the processor then. It does not know one that is newer than itself, and takes kernels of 2004 for it. What is asked for
 * must compute right in a trial, and so must OpenBLAS's own choice; where it does not, older kernels are tried.
 *
 * @param asked the core type to ask for; empty for OpenBLAS's own choice
 * @param rejected what was tried before and why it was not taken, a sentence each
 * @param right whether any kernels compute right
 */
public record CoreTypeChoice(Optional<String> asked, List<String> rejected, boolean right) {

    private static final List<String> OLDER = List.of("Haswell", "Sandybridge", "Prescott");

    public CoreTypeChoice {
        rejected = List.copyOf(rejected);
    }

    /**
     * Chooses.
     *
     * @param trial tries kernels; its argument is the core type to ask for, empty for OpenBLAS's own choice
     */
    public static CoreTypeChoice of(Processor processor, Function<Optional<String>, KernelTrial> trial) {
        KernelTrial own = trial.apply(Optional.empty());
        List<String> rejected = new ArrayList<>();
        for (Optional<String> asked : candidates(processor, own.coreType())) {
            KernelTrial tried = asked.isEmpty() ? own : trial.apply(asked);
            if (tried.flaw().isEmpty()) {
                return new CoreTypeChoice(asked, rejected, true);
            }
            rejected.add("OpenBLAS's "
                    + asked.or(own::coreType).map(type -> "kernels for " + type).orElse("own choice of kernels")
                    + " cannot be used: " + tried.flaw().get());
        }
        return new CoreTypeChoice(Optional.empty(), rejected, false);
    }

    private static List<Optional<String>> candidates(Processor processor, Optional<String> own) {
        InstructionSet available = processor.instructions();
        InstructionSet used = own.map(InstructionSet::ofCoreType).orElse(available);
        List<Optional<String>> candidates = new ArrayList<>();
        if (used.olderThan(InstructionSet.AVX2) && !available.olderThan(InstructionSet.AVX2)) {
            if (available == InstructionSet.AVX512) {
                candidates.add(Optional.of("SkylakeX"));
            }
            candidates.add(Optional.of(processor.amd() ? "Zen" : "Haswell"));
        }
        candidates.add(Optional.empty());
        OLDER.stream()
                .filter(type -> !available.olderThan(InstructionSet.ofCoreType(type)))
                .map(Optional::of)
                .filter(type -> !type.equals(own))
                .forEach(candidates::add);
        return candidates.stream().distinct().collect(Collectors.toList());
    }
}
