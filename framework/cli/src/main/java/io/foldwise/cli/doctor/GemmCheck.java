package io.foldwise.cli.doctor;

import io.foldwise.cli.doctor.Facts.Loaded;
import java.util.List;

/** Matrices are multiplied by an optimised library. */
final class GemmCheck implements Check {

    /** OpenBLAS is tens of times faster than a plain loop; less than this is no BLAS, or a machine that is busy. */
    private static final double LEAST_RATIO = 4;

    @Override
    public List<Finding> findings(Facts facts) {
        return facts
                .backend()
                .natives()
                .filter(natives ->
                        natives instanceof Loaded loaded && loaded.gemm().ratio() < LEAST_RATIO)
                .map(natives -> Finding.costs(
                        "matrices are multiplied hardly faster than by a plain loop in Java",
                        "look for other work on this machine (`top`), and for natives of another processor in"
                                + " target/dist"))
                .stream()
                .toList();
    }
}
