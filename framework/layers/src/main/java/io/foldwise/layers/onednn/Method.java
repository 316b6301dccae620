package io.foldwise.layers.onednn;

/** How a convolution is computed. Results differ by rounding. */
enum Method {
    /** On images as they are everywhere else, channels last. */
    CHANNELS_LAST,
    /** On images as oneDNN likes them best, in blocks of channels, by way of copies. */
    COPIES,
    /** As the first, but gradients as products of matrices; for kernels of one element, side by side. */
    PRODUCTS;

    /** Channels from which on copies pay. */
    private static final int MANY = 24;
    /** Floats of a page of memory. */
    private static final int PAGE = 1024;
    /** Filters for which oneDNN multiplies otherwise. */
    private static final int NARROW = 384;

    /**
     * The fastest, by measurements with AVX2. With AVX-512, oneDNN is as fast on channels that come last as on its blocks.
     * With AVX2 it is slower there, by a quarter forward, and by half to four times for gradients of weights; kernels of one
     * element make the exception, but even so its products of matrices are faster by a fifth.
     */
    static Method of(ConvolutionShape shape, InstructionSet instructions) {
        if (instructions != InstructionSet.AVX2) {
            return CHANNELS_LAST;
        }
        if (shape.pointwise()) {
            return shape.dense() && !slowProduct(shape) ? PRODUCTS : CHANNELS_LAST;
        }
        return Math.min(shape.channels(), shape.filters()) < MANY ? CHANNELS_LAST : COPIES;
    }

    /** Rows of whole pages, beside narrow ones, are in each other's way in the cache: half the speed. */
    private static boolean slowProduct(ConvolutionShape shape) {
        return shape.channels() % PAGE == 0 && shape.filters() < NARROW;
    }
}
