package io.foldwise.engine.weights;

import io.foldwise.spi.Escapes;
import io.foldwise.toolkit.numpy.NumberType;
import java.io.IOException;
import java.util.List;

/**
 * An array of a file: what is known of it before its numbers are read.
 *
 * @param name unique in its file, and harmless in a message
 * @param shape of the array; empty for a single number
 * @param numbers whether it holds numbers that weights can be taken from
 */
record NamedArray(String name, List<Long> shape, boolean numbers) {

    private static final int LONGEST_NAME = 500;
    private static final int MOST_AXES = 32;

    NamedArray {
        shape = List.copyOf(shape);
    }

    /** @throws IOException if a name or a shape is none that a writer of weights would choose */
    static NamedArray of(String name, List<Long> shape, boolean numbers) throws IOException {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new IOException("it holds an array with a name of " + name.length() + " characters");
        }
        if (!Escapes.line(name).equals(name)) {
            throw new IOException("it holds an array whose name has control characters: " + Escapes.line(name));
        }
        if (shape.size() > MOST_AXES) {
            throw new IOException("'" + name + "' has " + shape.size() + " axes");
        }
        if (shape.stream().anyMatch(size -> size < 0)) {
            throw new IOException("'" + name + "' has the shape " + shape);
        }
        return new NamedArray(name, shape, numbers);
    }

    /** How many numbers it has. */
    long length() throws IOException {
        try {
            return shape.stream().reduce(1L, Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw new IOException("'" + name + "' has the shape " + shape + ", more than any file holds", e);
        }
    }

    /** @throws IOException if its numbers take other than {@code bytes} */
    void requireBytes(long bytes, NumberType type) throws IOException {
        long length = length();
        if (bytes < 0 || bytes % type.bytes() != 0 || bytes / type.bytes() != length) {
            throw new IOException("'" + name + "' has the shape " + shape + " and " + bytes + " bytes of "
                    + type.bytes() + " for each number");
        }
    }
}
