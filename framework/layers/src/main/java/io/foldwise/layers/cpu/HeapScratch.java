package io.foldwise.layers.cpu;

/**
 * A heap array that is reused from batch to batch and only ever grows. Holds leftovers: whoever reads an element must have
 * written it in the same pass.
 */
public final class HeapScratch {

    private float[] array = new float[0];

    /** An array of at least {@code size} elements, with undefined values. */
    public float[] atLeast(int size) {
        if (array.length < size) {
            array = new float[Scratch.grown(size)];
        }
        return array;
    }

    /** The array as the latest {@link #atLeast} left it. */
    public float[] array() {
        return array;
    }
}
