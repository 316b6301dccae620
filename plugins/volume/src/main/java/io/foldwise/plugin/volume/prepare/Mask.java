package io.foldwise.plugin.volume.prepare;

import java.util.Arrays;
import java.util.Optional;

/** Some of the voxels of a volume, a bit for each. */
final class Mask {

    private final int depth;
    private final int height;
    private final int width;
    private final int rowWords;
    private final long[] words;

    Mask(int depth, int height, int width) {
        this(depth, height, width, new long[Math.multiplyExact(depth * height, (width + 63) / 64)]);
    }

    private Mask(int depth, int height, int width, long[] words) {
        this.depth = depth;
        this.height = height;
        this.width = width;
        this.rowWords = (width + 63) / 64;
        this.words = words;
    }

    int depth() {
        return depth;
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /** Without any voxel, in the same size. */
    Mask empty() {
        return new Mask(depth, height, width);
    }

    Mask copy() {
        return new Mask(depth, height, width, words.clone());
    }

    private int row(int z, int y) {
        return (z * height + y) * rowWords;
    }

    boolean get(int z, int y, int x) {
        return (words[row(z, y) + (x >> 6)] >>> x & 1) != 0;
    }

    void set(int z, int y, int x) {
        words[row(z, y) + (x >> 6)] |= 1L << x;
    }

    /** Sets voxels of a row. */
    void set(int z, int y, int from, int end) {
        for (int x = from; x < end; x++) {
            set(z, y, x);
        }
    }

    void clearSlice(int z) {
        Arrays.fill(words, row(z, 0), row(z, 0) + height * rowWords, 0);
    }

    long count() {
        long count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return count;
    }

    long count(int z) {
        long count = 0;
        for (int i = row(z, 0); i < row(z, 0) + height * rowWords; i++) {
            count += Long.bitCount(words[i]);
        }
        return count;
    }

    /** Those that are in either. */
    Mask or(Mask other) {
        Mask both = copy();
        for (int i = 0; i < words.length; i++) {
            both.words[i] |= other.words[i];
        }
        return both;
    }

    /** Those that are in both. */
    Mask and(Mask other) {
        Mask both = copy();
        for (int i = 0; i < words.length; i++) {
            both.words[i] &= other.words[i];
        }
        return both;
    }

    /** All others. */
    Mask not() {
        Mask others = empty();
        long last = width % 64 == 0 ? -1L : (1L << width % 64) - 1;
        for (int i = 0; i < words.length; i++) {
            others.words[i] = ~words[i] & (i % rowWords == rowWords - 1 ? last : -1L);
        }
        return others;
    }

    /** Those whose six neighbours are all in it; what lies outside of the volume is not. */
    Mask eroded() {
        Mask eroded = empty();
        for (int z = 1; z < depth - 1; z++) {
            for (int y = 1; y < height - 1; y++) {
                for (int i = 0; i < rowWords; i++) {
                    int at = row(z, y) + i;
                    eroded.words[at] = words[at]
                            & right(at, i)
                            & left(at, i)
                            & words[row(z, y - 1) + i]
                            & words[row(z, y + 1) + i]
                            & words[row(z - 1, y) + i]
                            & words[row(z + 1, y) + i];
                }
            }
        }
        return eroded;
    }

    /** With the six neighbours of each, and theirs, so many times. */
    Mask dilated(int times) {
        Mask last = this;
        for (int i = 0; i < times; i++) {
            last = last.dilated();
        }
        return last;
    }

    private Mask dilated() {
        Mask dilated = empty();
        Mask inside = dilated.not(); // bits behind the end of a row stay clear
        for (int z = 0; z < depth; z++) {
            for (int y = 0; y < height; y++) {
                for (int i = 0; i < rowWords; i++) {
                    int at = row(z, y) + i;
                    long word = words[at] | right(at, i) | left(at, i);
                    word |= y > 0 ? words[row(z, y - 1) + i] : 0;
                    word |= y < height - 1 ? words[row(z, y + 1) + i] : 0;
                    word |= z > 0 ? words[row(z - 1, y) + i] : 0;
                    word |= z < depth - 1 ? words[row(z + 1, y) + i] : 0;
                    dilated.words[at] = word & inside.words[at];
                }
            }
        }
        return dilated;
    }

    /** A bit is that of the voxel before it. */
    private long right(int at, int wordOfRow) {
        return words[at] << 1 | (wordOfRow > 0 ? words[at - 1] >>> 63 : 0);
    }

    /** A bit is that of the voxel behind it. */
    private long left(int at, int wordOfRow) {
        return words[at] >>> 1 | (wordOfRow < rowWords - 1 ? words[at + 1] << 63 : 0);
    }

    /** The first voxel of a row from a place on that is in it, or not in it; the width if there is none. */
    int next(int z, int y, int from, boolean in) {
        int x = from;
        while (x < width) {
            long word = words[row(z, y) + (x >> 6)];
            long rest = (in ? word : ~word) >>> x;
            if (rest != 0) {
                return Math.min(width, x + Long.numberOfTrailingZeros(rest));
            }
            x = (x | 63) + 1;
        }
        return width;
    }

    /** The first and the last plane, row and column that have any; empty if there is none. */
    Optional<Box> bounds() {
        int[] first = {depth, height, width};
        int[] last = {-1, -1, -1};
        for (int z = 0; z < depth; z++) {
            for (int y = 0; y < height; y++) {
                int x = next(z, y, 0, true);
                if (x < width) {
                    first[0] = Math.min(first[0], z);
                    last[0] = z;
                    first[1] = Math.min(first[1], y);
                    last[1] = Math.max(last[1], y);
                    first[2] = Math.min(first[2], x);
                    last[2] = Math.max(last[2], lastOf(z, y));
                }
            }
        }
        return last[0] < 0 ? Optional.empty() : Optional.of(new Box(first, last));
    }

    private int lastOf(int z, int y) {
        for (int i = rowWords - 1; i >= 0; i--) {
            long word = words[row(z, y) + i];
            if (word != 0) {
                return i * 64 + 63 - Long.numberOfLeadingZeros(word);
            }
        }
        return -1;
    }

    /** Planes, rows and columns, the last ones included. */
    record Box(int[] first, int[] last) {

        /** With more around it, as far as the volume reaches. */
        Box wider(int margin, int... extent) {
            int[] from = new int[3];
            int[] to = new int[3];
            for (int axis = 0; axis < from.length; axis++) {
                from[axis] = Math.max(0, first[axis] - margin);
                to[axis] = Math.min(extent[axis] - 1, last[axis] + margin);
            }
            return new Box(from, to);
        }

        int edge(int axis) {
            return last[axis] - first[axis] + 1;
        }
    }
}
