package io.foldwise.layers.cpu;

import io.foldwise.layers.kernel.RowMajor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A run of floats outside the Java heap: an array's own memory, or scratch memory. BLAS computes on it directly; loops in
 * Java want a copy on the heap ({@link #read}, {@link #write}: 0.1 ns per element), where the compiler vectorizes them.
 */
public final class FloatMemory {

    /** Numbers that a buffer can hold, whose bytes are counted by an int. */
    private static final long MOST = Integer.MAX_VALUE / Float.BYTES;

    private final FloatPointer first;
    private final FloatBuffer buffer;

    private FloatMemory(FloatPointer first) {
        this.first = first;
        this.buffer = first.asBuffer();
    }

    /** The memory of an array, which must be contiguous in 'c' order, as the arrays that kernels get are. */
    public static FloatMemory of(INDArray array) {
        if (array.dataType() != DataType.FLOAT || !RowMajor.holds(array)) {
            throw new IllegalArgumentException("need a contiguous FLOAT array in 'c' order, got "
                    + array.dataType() + " " + Arrays.toString(array.shape()) + " with strides "
                    + Arrays.toString(array.stride()));
        }
        if (array.length() > MOST) {
            throw new IllegalArgumentException("an array " + Arrays.toString(array.shape()) + " has more than " + MOST
                    + " numbers, the most that layers for the CPU can take: make batches or inputs smaller");
        }
        return new FloatMemory(new FloatPointer(array.data().addressPointer()).capacity(array.length()));
    }

    /** Several arrays that lie one right after another, as one: a weight matrix and its bias, for instance. */
    public static FloatMemory spanning(INDArray... adjacent) {
        FloatMemory start = of(adjacent[0]);
        long length = 0;
        for (INDArray array : adjacent) {
            if (of(array).first.address() != start.first.address() + length * Float.BYTES) {
                throw new IllegalArgumentException("the arrays are not adjacent in memory");
            }
            length += array.length();
        }
        return new FloatMemory(new FloatPointer(start.first).capacity(length));
    }

    /** So many floats at an address, which somebody else has reserved. */
    public static FloatMemory at(Pointer address, long size) {
        return new FloatMemory(new FloatPointer(address).capacity(size));
    }

    static FloatMemory allocate(long size) {
        return new FloatMemory(new FloatPointer(size));
    }

    void free() {
        first.deallocate();
    }

    public long size() {
        return first.capacity();
    }

    /** Copies {@code count} elements, starting at {@code from}, into a heap array. */
    public void read(int from, float[] to, int at, int count) {
        buffer.get(from, to, at, count);
    }

    /** Copies {@code count} elements of a heap array to this memory, starting at {@code to}. */
    public void write(int to, float[] from, int at, int count) {
        buffer.put(to, from, at, count);
    }

    /** Copies {@code count} rows of {@code width} elements, which lie one after another from the start, to the heap. */
    public void read(float[][] rows, int count, int width) {
        for (int row = 0; row < count; row++) {
            buffer.get(row * width, rows[row], 0, width);
        }
    }

    /** The way back: rows of the heap one after another, from the start. */
    public void write(float[][] rows, int count, int width) {
        for (int row = 0; row < count; row++) {
            buffer.put(row * width, rows[row], 0, width);
        }
    }

    /** Copies {@code count} elements of other memory to this one, starting at {@code to}. */
    public void copy(int to, FloatMemory from, int at, int count) {
        buffer.put(to, from.buffer, at, count);
    }

    public void set(int at, float value) {
        buffer.put(at, value);
    }

    /** Sets {@code count} elements, starting at {@code from}, to zero. */
    public void zero(int from, int count) {
        if (count > 0) {
            Pointer.memset(at(from), 0, (long) count * Float.BYTES);
        }
    }

    /** The same memory from an element on. */
    public FloatMemory from(long element) {
        return element == 0 ? this : new FloatMemory(at(element));
    }

    /** The address of an element, for native code that computes on it. */
    public FloatPointer at(long element) {
        return element == 0 ? first : new Rest(first, element);
    }

    /**
     * Memory from an element on. Not {@code position()}, nor {@code getPointer()}, which comes to the same in JavaCPP 1.5.5:
     * functions that take any pointer would count it in bytes.
     */
    private static final class Rest extends FloatPointer {
        Rest(FloatPointer all, long element) {
            super(all);
            address += element * Float.BYTES;
            capacity(all.capacity() - element);
        }
    }
}
