package io.foldwise.layers.onednn;

import io.foldwise.layers.cpu.FloatMemory;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** Memory outside the heap from some float on. */
record Region(FloatPointer all, long start) {

    Region from(long floats) {
        return new Region(all, start + floats);
    }

    /** Some of it. */
    FloatMemory memory(long from, long floats) {
        return FloatMemory.at(at(from), floats);
    }

    Pointer at(long floats) {
        return new Address(all, (start + floats) * Float.BYTES);
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
