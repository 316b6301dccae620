package io.foldwise.layers.convolution;

/**
 * Where the windows of one kernel width lie in a sequence: the first starts {@link #left} steps before the sequence, the
 * others follow one step apart. Steps outside the sequence count as zeros, whatever the batch holds there.
 *
 * @param width steps that a window spans
 * @param padding which windows count
 */
record Windows(int width, TextConvolution.Padding padding) {

    /** Zero steps before the sequence. */
    int left() {
        return padding == TextConvolution.Padding.SAME ? (width - 1) / 2 : 0;
    }

    /** Number of windows over a sequence of {@code length} steps. */
    int count(int length) {
        if (length == 0 || padding == TextConvolution.Padding.SAME) {
            return length;
        }
        return Math.max(1, length - width + 1);
    }

    /** Zero steps that the last window needs behind a sequence of {@code length} steps. */
    int right(int length) {
        return length == 0 ? 0 : Math.max(0, count(length) - left() + width - 1 - length);
    }
}
