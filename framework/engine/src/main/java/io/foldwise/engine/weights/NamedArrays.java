package io.foldwise.engine.weights;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * The arrays of an open file. Opening it reads names and shapes and compares them with the file's length; numbers are read
 * array by array, when they are asked for. Messages of an {@link IOException} are one line and do not name the file.
 */
interface NamedArrays extends Closeable {

    /** All of them, in the file's order. */
    List<NamedArray> arrays();

    /**
     * An array's numbers in single precision, row by row.
     *
     * @param array one of {@link #arrays}, with numbers; the caller has room for so many
     * @throws IOException if the file is cut short, or holds what is no finite number
     */
    float[] values(NamedArray array) throws IOException;
}
