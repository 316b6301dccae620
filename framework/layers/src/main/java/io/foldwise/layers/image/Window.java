package io.foldwise.layers.image;

/**
 * How the windows of a convolution or a pooling stand along one axis of an image or a volume.
 *
 * @param size elements of a window
 * @param stride from one window to the next
 * @param dilation from one element of a window to the next
 * @param padding elements of the frame on either side, or {@link #SAME}
 * @param cut whether a last window that reaches beyond the frame is left out
 */
public record Window(int size, int stride, int dilation, int padding, boolean cut) {

    /** Frame for {@code ceil(length / stride)} windows; where it cannot be even, there is more of it behind. */
    public static final int SAME = -1;
    /** The same frame on both sides, which keeps a length that the stride divides where windows have a centre. */
    public static final int CENTRED = -2;

    public Window(int size, int stride, int dilation, int padding) {
        this(size, stride, dilation, padding, true);
    }

    /** Elements from the first one of a window to the last one. */
    public int span() {
        return dilation * (size - 1) + 1;
    }

    public boolean same() {
        return padding == SAME;
    }

    /** The same with the number that {@link #CENTRED} stands for. */
    public Window resolved() {
        return padding == CENTRED ? new Window(size, stride, dilation, (span() - 1) / 2, cut) : this;
    }

    /**
     * The number of windows.
     *
     * @throws IllegalArgumentException if there are none
     */
    public long output(long length) {
        if (same()) {
            return (length + stride - 1) / stride;
        }
        long free = length + 2L * padding - span();
        if (free < 0 && (cut || length + padding < 1)) {
            throw new IllegalArgumentException(
                    length + " elements with a frame of " + padding + " have no room for a window of " + span());
        }
        long whole = Math.floorDiv(free, (long) stride) + 1;
        boolean rest = !cut && Math.floorMod(free, (long) stride) != 0 && whole * stride < length + padding;
        return rest ? whole + 1 : whole;
    }

    /** Elements of the frame before the image. */
    public int before(long length) {
        return same() ? (int) Math.max(0, (output(length) - 1) * stride + span() - length) / 2 : padding;
    }

    /** Elements of the frame behind the image that windows reach. */
    public int behind(long length) {
        return (int) Math.max(0, (output(length) - 1) * stride + span() - length - before(length));
    }

    /**
     * Elements of a window that a mean is taken over.
     *
     * @param place number of the window, from 0
     * @param frame whether those of the frame count
     */
    public int counted(int place, long length, boolean frame) {
        long first = (long) place * stride - padding;
        long end = Math.min(first + size, length + padding);
        return (int) (frame ? end - first : Math.min(end, length) - Math.max(first, 0));
    }
}
