package io.foldwise.plugin.image.crop;

import io.foldwise.plugin.image.data.ImageSize;
import io.foldwise.spi.data.Tensor;

/** A part of an image, in pixels. */
record Box(int top, int left, int height, int width) {

    /** Of the pixels of a region, the share that may lie outside above, below, to the left and to the right each. */
    private static final double STRAY = 0.005;

    /** A region of a smaller share of the image is none. */
    private static final double LEAST = 0.01;

    /** From where to where along an axis, the end exclusive. */
    private record Span(int from, int to) {

        /** Where all but a few stray pixels are. */
        static Span of(int[] counts, int all) {
            int stray = (int) (STRAY * all);
            int from = 0;
            for (int before = counts[0]; before <= stray; before += counts[from]) {
                from++;
            }
            int to = counts.length;
            for (int behind = counts[to - 1]; behind <= stray; behind += counts[to - 1]) {
                to--;
            }
            return new Span(from, to);
        }

        double length() {
            return to - from;
        }

        double middle() {
            return (from + to) / 2.0;
        }

        /** As long as asked for, around the same middle as far as that is within the image. */
        Span lengthened(double length, int size) {
            int whole = Math.min(size, (int) Math.ceil(length));
            int begin = (int) Math.round(middle() - whole / 2.0);
            int within = Math.max(0, Math.min(size - whole, begin));
            return new Span(within, within + whole);
        }
    }

    /**
     * The part that holds a region, and the whole image where there is none.
     *
     * @param image {@code [height, width, channels]}
     * @param channel says where the region is: above 0.5
     * @param margin what is added on every side, as a share of the region's height and width
     * @param size whose proportions the part has as far as the image allows, by becoming larger
     */
    static Box around(Tensor image, int channel, double margin, ImageSize size) {
        int height = image.shape()[0];
        int width = image.shape()[1];
        int channels = image.shape()[2];
        int[] rows = new int[height];
        int[] columns = new int[width];
        int all = 0;
        for (int pixel = 0; pixel < height * width; pixel++) {
            if (image.values()[pixel * channels + channel] > 0.5) {
                rows[pixel / width]++;
                columns[pixel % width]++;
                all++;
            }
        }
        if (all == 0 || all < LEAST * height * width) {
            return new Box(0, 0, height, width);
        }
        Span down = Span.of(rows, all);
        Span across = Span.of(columns, all);
        double high = down.length() * (1 + 2 * margin);
        double wide = across.length() * (1 + 2 * margin);
        double proportion = (double) size.height() / size.width();
        Span tall = down.lengthened(Math.max(high, wide * proportion), height);
        Span broad = across.lengthened(Math.max(wide, high / proportion), width);
        return new Box(tall.from(), broad.from(), (int) tall.length(), (int) broad.length());
    }
}
