package io.foldwise.toolkit.numpy;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * An array of numbers that is read from its beginning to its end. Its length is compared with the shape before there is made room
 * for a number. Messages of an {@link IOException} are one line and name neither file nor array.
 */
public final class NpyStream implements Closeable {

    private final InputStream in;
    private final End end;
    private final NpyHeader header;
    private final NumberType type;
    private long unread;

    /** Looks at a stream that has been read to its end. */
    @FunctionalInterface
    interface End {
        void check() throws IOException;
    }

    /**
     * Reads the header of a {@code .npy}.
     *
     * @param in is closed with this one; need not be buffered
     * @param length of the whole in bytes
     * @throws IOException if the stream does not begin as a {@code .npy}, or has another length than its header says, or holds no
     *     numbers
     */
    public NpyStream(InputStream in, long length) throws IOException {
        this(in, length, () -> {});
    }

    NpyStream(InputStream in, long length, End end) throws IOException {
        this.in = in;
        this.end = end;
        this.header = NpyHeader.read(in);
        this.type = header.requireNumbers(length);
        this.unread = header.cells();
    }

    public NpyHeader header() {
        return header;
    }

    /** The type of the numbers. */
    public NumberType type() {
        return type;
    }

    /**
     * All numbers row by row, however they lie in the file.
     *
     * @throws IOException if the stream ends early, or they are more than an array of Java holds
     */
    public float[] values() throws IOException {
        if (unread > Integer.MAX_VALUE - Long.BYTES) {
            throw new IOException("it has the shape " + header.shape() + ", more than fits into memory at once");
        }
        float[] values = new float[(int) unread];
        next(values);
        return header.columnMajor() ? rowMajor(values, header.shape()) : values;
    }

    /**
     * The next numbers, in the order in which they lie in the file.
     *
     * @param to is filled as a whole
     * @throws IOException if there are not so many, or the array turns out to be damaged
     */
    public void next(float[] to) throws IOException {
        if (to.length > unread) {
            throw new IOException("it has no more than " + unread + " other numbers");
        }
        type.read(in, header.order(), to);
        unread -= to.length;
        if (unread == 0) {
            requireEnd();
        }
    }

    private void requireEnd() throws IOException {
        if (in.read() >= 0) {
            throw new IOException("it is damaged: it goes on behind its last number");
        }
        end.check();
    }

    private static float[] rowMajor(float[] columns, List<Long> shape) {
        int rank = shape.size();
        int[] index = new int[rank];
        float[] rows = new float[columns.length];
        for (int from = 0, to; from < rows.length; from++) {
            to = 0;
            for (int axis = 0; axis < rank; axis++) {
                to = to * shape.get(axis).intValue() + index[axis];
            }
            rows[to] = columns[from];
            for (int axis = 0; axis < rank && ++index[axis] == shape.get(axis); axis++) {
                index[axis] = 0;
            }
        }
        return rows;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
