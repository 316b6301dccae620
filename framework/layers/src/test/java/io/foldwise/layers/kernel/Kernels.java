package io.foldwise.layers.kernel;

import java.util.List;

/** What layers and vertices keep from others, for tests that run kernels without a network. */
public final class Kernels {

    private Kernels() {}

    public static Kernel cpu(KernelLayer layer) {
        return layer.cpuKernel();
    }

    public static Kernel portable(KernelLayer layer) {
        return layer.portableKernel();
    }

    public static JoinKernel cpu(KernelVertex vertex) {
        return vertex.cpuKernel();
    }

    public static JoinKernel portable(KernelVertex vertex) {
        return vertex.portableKernel();
    }

    public static long[] outputShape(KernelLayer layer, long... input) {
        return layer.outputShape(input);
    }

    public static long[] outputShape(KernelVertex vertex, List<long[]> inputs) {
        return vertex.outputShape(inputs);
    }
}
