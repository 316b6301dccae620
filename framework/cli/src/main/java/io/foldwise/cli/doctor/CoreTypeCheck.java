package io.foldwise.cli.doctor;

import io.foldwise.cli.doctor.Facts.Kernels;
import io.foldwise.engine.blas.InstructionSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** OpenBLAS computes right, with kernels that use what the processor has. */
final class CoreTypeCheck implements Check {

    @Override
    public List<Finding> findings(Facts facts) {
        if (facts.backend().cuda()) {
            return List.of(); // its matrices are multiplied by NVIDIA's library
        }
        List<Finding> findings = new ArrayList<>();
        Kernels kernels = facts.kernels();
        kernels.flaw()
                .ifPresent(flaw -> findings.add(Finding.preventsWork(
                        "OpenBLAS's " + name(kernels) + " cannot be used: " + flaw,
                        kernels.asked()
                                .map(asked -> "unset OPENBLAS_CORETYPE, which is " + asked
                                        + ": the launcher chooses what works")
                                .orElse("start with ./foldwise, which looks for kernels that work, or try"
                                        + " OPENBLAS_CORETYPE=Haswell and OPENBLAS_CORETYPE=Prescott"))));
        if (findings.isEmpty() && slow(kernels)) {
            findings.add(Finding.costs(
                    "OpenBLAS's " + name(kernels) + " use no "
                            + kernels.available().orElseThrow()
                            + ", which this processor has: matrix products take several times as long",
                    kernels.asked()
                            .map(asked -> "unset OPENBLAS_CORETYPE, which is " + asked + ": the launcher chooses")
                            .orElse("start with ./foldwise, which chooses them, or set OPENBLAS_CORETYPE")));
        }
        return findings;
    }

    private static boolean slow(Kernels kernels) {
        Optional<InstructionSet> used = kernels.coreType().map(InstructionSet::ofCoreType);
        return used.filter(set -> set.olderThan(InstructionSet.AVX2)).isPresent()
                && kernels.available().filter(used.get()::olderThan).isPresent();
    }

    private static String name(Kernels kernels) {
        return kernels.asked()
                .or(kernels::coreType)
                .map(type -> "kernels for " + type)
                .orElse("kernels");
    }
}
