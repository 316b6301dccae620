package io.foldwise.spi.data;

import java.util.Arrays;

/**
 * A few numbers in a shape: what is asked or answered of one sample by one {@linkplain Head head}.
 *
 * @param values row-major, as many as the shape has cells; not to be written into
 * @param shape without the batch, such as {@code [labels]}, or {@code [height, width, channels]}; empty for a single number
 */
public record Tensor(float[] values, int... shape) {

    public Tensor {
        if (cells(shape) != values.length) {
            throw new IllegalArgumentException(values.length + " numbers do not fill " + Arrays.toString(shape));
        }
    }

    /** A row of numbers, {@code [values]}. */
    public static Tensor row(float... values) {
        return new Tensor(values, values.length);
    }

    /** A tensor of the same shape with other numbers. */
    public Tensor with(float[] others) {
        return new Tensor(others, shape);
    }

    /** How many numbers a shape has. */
    public static int cells(int... shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** Equal numbers in the same shape, bit for bit. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor tensor
                && Arrays.equals(values, tensor.values)
                && Arrays.equals(shape, tensor.shape);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(shape);
    }

    @Override
    public String toString() {
        return "tensor " + Arrays.toString(shape);
    }
}
