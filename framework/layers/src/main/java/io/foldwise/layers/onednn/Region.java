package io.foldwise.layers.onednn;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** Memory outside the heap from some float on. */
record Region(FloatPointer memory, long start) {

    Region from(long floats) {
        return new Region(memory, start + floats);
    }

    Pointer at(long floats) {
        return new Address(memory, (start + floats) * Float.BYTES);
    }

    /** Memory so many bytes after an address. */
    static Pointer after(Pointer address, long bytes) {
        return new Address(address, bytes);
    }

    /** Not {@code position()}, which functions that take any pointer would count in bytes. */
    private static final class Address extends Pointer {
        Address(Pointer all, long bytes) {
            super(all);
            address += bytes;
        }
    }
}
