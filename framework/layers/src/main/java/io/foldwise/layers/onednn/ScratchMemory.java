package io.foldwise.layers.onednn;

import org.bytedeco.javacpp.FloatPointer;

/**
 * What convolutions work in, which hold nothing there from one to the next: one piece of memory for each thread, as large as
 * its largest convolution has needed so far, and one for sums over parts of a batch. They are given back with the thread. They
 * begin with a cache line, which code for Winograd's algorithm relies on.
 */
final class ScratchMemory {

    private static final ThreadLocal<ScratchMemory> OF_THREAD = ThreadLocal.withInitial(ScratchMemory::new);
    private static final ThreadLocal<ScratchMemory> FOR_SUMS = ThreadLocal.withInitial(ScratchMemory::new);

    private FloatPointer memory = new FloatPointer();
    private long start;
    private long size;

    private ScratchMemory() {}

    static Region atLeast(long floats) {
        return OF_THREAD.get().grown(floats);
    }

    /** Memory that is left alone by those who ask for {@link #atLeast}. */
    static Region forSums(long floats) {
        return FOR_SUMS.get().grown(floats);
    }

    private Region grown(long floats) {
        if (size < floats) {
            memory.deallocate();
            size = 0; // in case there is no room for more
            memory = new FloatPointer(floats + NativeMemory.LINE);
            start = -memory.address() / Float.BYTES & NativeMemory.LINE - 1;
            size = floats;
        }
        return new Region(memory, start);
    }
}
