package io.foldwise.engine.blas;

import java.util.Optional;

/**
 * How the kernels of a core type did in a process of their own.
 *
 * @param coreType the one that OpenBLAS took; empty if it could not say
 * @param flaw what is wrong, in words; empty if they compute right
 */
public record KernelTrial(Optional<String> coreType, Optional<String> flaw) {

    public static KernelTrial right(String coreType) {
        return new KernelTrial(Optional.of(coreType), Optional.empty());
    }
}
