package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.pixel.Resampling;
import io.foldwise.toolkit.image.ImageHeader;
import java.util.Arrays;

/**
 * The mask of a class in an image, kept as runs: pixels row by row, each run by where it starts and where it ends. Most masks take a
 * hundredth of an array's memory, so that those of all samples are at hand.
 *
 * @param bounds {@code [start, end, start, end ...]}, ascending; ends are exclusive
 * @param empty whether the mask has no pixel in the size of its image; a small one may have lost its pixels in a smaller size, and
 *     what it is of is in the image all the same
 */
record MaskRuns(int[] bounds, boolean empty) {

    static final MaskRuns EMPTY = new MaskRuns(new int[0], true);

    /** @param mask row by row */
    static MaskRuns of(boolean[] mask) {
        int[] bounds = new int[16];
        int count = 0;
        boolean inside = false;
        for (int pixel = 0; pixel < mask.length; pixel++) {
            if (mask[pixel] != inside) {
                inside = mask[pixel];
                bounds = count == bounds.length ? Arrays.copyOf(bounds, 2 * count) : bounds;
                bounds[count++] = pixel;
            }
        }
        int[] all = Arrays.copyOf(bounds, inside ? count + 1 : count);
        if (inside) {
            all[count] = mask.length;
        }
        return new MaskRuns(all, count == 0);
    }

    /**
     * A mask in another size: a pixel is what the old pixel in its middle was.
     *
     * @param mask {@code [height, width]} of the image
     */
    static MaskRuns resized(boolean[] mask, ImageHeader image, ImageSize size) {
        int[] rows = Resampling.nearest(image.height(), size.height());
        int[] columns = Resampling.nearest(image.width(), size.width());
        boolean[] resized = new boolean[size.pixels()];
        int next = 0;
        for (int row : rows) {
            for (int column : columns) {
                resized[next++] = mask[row * image.width() + column];
            }
        }
        return new MaskRuns(of(resized).bounds, !any(mask));
    }

    /** Whether it has pixels in the size of its image, and none here. */
    boolean vanished() {
        return !empty && bounds.length == 0;
    }

    private static boolean any(boolean[] mask) {
        for (boolean pixel : mask) {
            if (pixel) {
                return true;
            }
        }
        return false;
    }

    /** Writes 1 wherever the mask is: into every {@code step}th number, from the {@code first} one on. */
    void writeInto(float[] cells, int first, int step) {
        for (int run = 0; run < bounds.length; run += 2) {
            for (int pixel = bounds[run]; pixel < bounds[run + 1]; pixel++) {
                cells[first + step * pixel] = 1;
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MaskRuns runs && empty == runs.empty && Arrays.equals(bounds, runs.bounds);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bounds) + Boolean.hashCode(empty);
    }

    @Override
    public String toString() {
        return "mask of " + bounds.length / 2 + " runs";
    }
}
