package io.foldwise.layers.onednn;

/**
 * How images lie in memory while a convolution is computed. Copies cost little beside a convolution of many numbers; how fast
 * oneDNN is on either arrangement depends on the instruction set it has code for.
 */
enum Arrangement {
    /** As everywhere else, channels last. */
    OURS,
    /** As oneDNN likes them best, to be copied there and back. */
    THEIRS;

    /** Channels from which on the copies pay. */
    private static final int MANY = 24;

    /**
     * With AVX-512, oneDNN is as fast on channels that come last as on its own blocks of them. With AVX2 it is slower by a
     * quarter forward, and by half to four times for gradients of weights, except for kernels of one element.
     */
    static Arrangement of(ConvolutionShape shape, InstructionSet instructions) {
        boolean pays = instructions == InstructionSet.AVX2
                && !shape.pointwise()
                && Math.min(shape.channels(), shape.filters()) >= MANY;
        return pays ? THEIRS : OURS;
    }
}
