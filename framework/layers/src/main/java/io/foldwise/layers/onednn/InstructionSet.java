package io.foldwise.layers.onednn;

import org.bytedeco.dnnl.global.dnnl;

/** What oneDNN uses of the processor, as far as it matters for how convolutions are computed. */
enum InstructionSet {
    OLDER("sse41"),
    AVX2("avx2"),
    AVX512("avx512");

    private final String label;

    InstructionSet(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Also heeds the environment variable {@code ONEDNN_MAX_CPU_ISA}. */
    static InstructionSet ofThisProcessor() {
        int found = dnnl.dnnl_get_effective_cpu_isa();
        if (has(found, dnnl.dnnl_cpu_isa_avx512_core)) {
            return AVX512;
        }
        return has(found, dnnl.dnnl_cpu_isa_avx2) ? AVX2 : OLDER;
    }

    private static boolean has(int found, int set) {
        return (found & set) == set;
    }
}
