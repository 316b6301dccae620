package io.foldwise.layers.cpu;

/** The same as {@link HeapScratch} for memory outside the heap, where BLAS works. */
public final class MemoryScratch {

    private FloatMemory memory;

    /** Memory of at least {@code size} elements, with undefined values. */
    public FloatMemory atLeast(int size) {
        if (memory == null || memory.size() < size) {
            if (memory != null) {
                memory.free();
            }
            memory = FloatMemory.allocate(Scratch.grown(size));
        }
        return memory;
    }

    /** The memory as the latest {@link #atLeast} left it. */
    public FloatMemory memory() {
        return memory;
    }
}
