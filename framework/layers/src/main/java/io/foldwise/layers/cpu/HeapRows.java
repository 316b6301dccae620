package io.foldwise.layers.cpu;

/**
 * Rows that are heap arrays of their own, reused from batch to batch. A loop over several of them goes by one index, and is
 * vectorized ({@link AlignedLoops}); over parts of one array it is not. Holds leftovers, as {@link HeapScratch} does.
 */
public final class HeapRows {

    private final int width;
    private float[][] rows = new float[0][];

    /** @param width length of a row */
    public HeapRows(int width) {
        this.width = width;
    }

    /** At least {@code count} rows, with undefined values. */
    public float[][] atLeast(int count) {
        if (rows.length < count) {
            float[][] more = new float[Scratch.grown(count)][];
            System.arraycopy(rows, 0, more, 0, rows.length);
            for (int row = rows.length; row < more.length; row++) {
                more[row] = new float[width];
            }
            rows = more;
        }
        return rows;
    }

    /** The rows as the latest {@link #atLeast} left them. */
    public float[][] array() {
        return rows;
    }
}
