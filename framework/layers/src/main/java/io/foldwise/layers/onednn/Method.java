package io.foldwise.layers.onednn;

import java.util.stream.Stream;

/** How a convolution is computed. Results differ by rounding. */
enum Method {
    /** On images as they are everywhere else, channels last. */
    CHANNELS_LAST,
    /** On images as oneDNN likes them best, in blocks of channels, by way of copies. */
    COPIES,
    /**
     * As the second, by the algorithm of Winograd: tiles of 4 x 4 elements of the output by 36 multiplications in place of 144
     * (<a href="https://arxiv.org/abs/1509.09308">Lavin and Gray 2016</a>). Two to three times the rounding of sums of products.
     */
    WINOGRAD,
    /** As the first, but gradients as products of matrices; for kernels of one element, side by side. */
    PRODUCTS;

    /** Channels from which on copies pay. */
    private static final int MANY = 24;
    /** Channels and filters from which on Winograd's algorithm makes up for its copies. */
    private static final int MANY_FOR_TILES = 48;
    /** Channels come in vectors, which must be whole. */
    private static final int VECTOR = 16;
    /** Rows and columns of a tile. */
    private static final int TILE = 4;
    /** Tiles from which on transforming the weights pays. */
    private static final int MANY_TILES = 64;
    /** Floats of a page of memory. */
    private static final int PAGE = 1024;
    /** Filters for which oneDNN multiplies otherwise. */
    private static final int NARROW = 384;

    /** Whether images are copied. */
    boolean copies() {
        return this == COPIES || this == WINOGRAD;
    }

    /**
     * The fastest, by measurements. With AVX-512, oneDNN is as fast on channels that come last as on its blocks, but knows
     * Winograd's algorithm for blocks, which takes half to four fifths of the time, copies included. With AVX2 it is slower
     * on channels that come last, by a quarter forward, and by half to four times for gradients of weights; kernels of one
     * element make the exception, but even so its products of matrices are faster by a fifth.
     */
    static Method of(ConvolutionShape shape, InstructionSet instructions) {
        if (instructions == InstructionSet.AVX512) {
            return suitsTiles(shape) ? WINOGRAD : CHANNELS_LAST;
        }
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

    /** Whether a kernel of 3 x 3 moves by single steps over enough elements of enough channels. */
    private static boolean suitsTiles(ConvolutionShape shape) {
        boolean whole = shape.channels() % VECTOR == 0 && shape.filters() % VECTOR == 0;
        return whole
                && shape.groups() == 1
                && Math.min(shape.channels(), shape.filters()) >= MANY_FOR_TILES
                && inPlanes(shape).allMatch(Method::threeByOnes)
                && (!shape.volumes() || shape.axes().get(0).centred())
                && tiles(shape) >= MANY_TILES;
    }

    /** Height and width. */
    private static Stream<ConvolutionAxis> inPlanes(ConvolutionShape shape) {
        return shape.axes().stream().skip(shape.axes().size() - 2);
    }

    private static boolean threeByOnes(ConvolutionAxis axis) {
        return axis.kernel() == 3 && axis.stride() == 1 && axis.dilation() == 1 && axis.before() <= 1;
    }

    private static long tiles(ConvolutionShape shape) {
        long planes = shape.volumes() ? shape.axes().get(0).places() : 1;
        return inPlanes(shape)
                .mapToLong(axis -> (axis.places() + TILE - 1) / TILE)
                .reduce(shape.batch() * planes, Math::multiplyExact);
    }
}
