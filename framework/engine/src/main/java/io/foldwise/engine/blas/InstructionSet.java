package io.foldwise.engine.blas;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The instruction sets of x86-64 that make a difference to matrix products, from the oldest. */
public enum InstructionSet {
    SSE("SSE", Set.of()),
    AVX("AVX", Set.of("avx")),
    AVX2("AVX2", Set.of("avx2", "fma")),
    AVX512("AVX-512", Set.of("avx512f", "avx512vl", "avx512dq", "avx512bw"));

    private static final Map<InstructionSet, List<String>> CORE_TYPES = Map.of(
            AVX, List.of("Sandybridge", "Bulldozer", "Piledriver", "Steamroller", "Excavator"),
            AVX2, List.of("Haswell", "Zen"),
            AVX512, List.of("SkylakeX", "Cooperlake", "SapphireRapids"));

    private final String title;
    private final Set<String> flags;

    InstructionSet(String title, Set<String> flags) {
        this.title = title;
        this.flags = flags;
    }

    /** The newest that a processor has all flags of. */
    static InstructionSet ofFlags(Set<String> processor) {
        InstructionSet newest = SSE;
        for (InstructionSet set : values()) {
            if (!processor.containsAll(set.flags)) {
                break; // a newer one is of no use without the older
            }
            newest = set;
        }
        return newest;
    }

    /** What the kernels of a core type use. */
    public static InstructionSet ofCoreType(String coreType) {
        return CORE_TYPES.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(coreType::equalsIgnoreCase))
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse(SSE);
    }

    public boolean olderThan(InstructionSet other) {
        return compareTo(other) < 0;
    }

    @Override
    public String toString() {
        return title;
    }
}
