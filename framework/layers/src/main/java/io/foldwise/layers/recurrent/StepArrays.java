package io.foldwise.layers.recurrent;

import java.util.Arrays;

/**
 * An array of its own for every step of a batch, reused from batch to batch: the states of the sequences that run at the step.
 * A loop over several such arrays goes by one index, and is vectorized; over parts of one array it is not. Like all scratch
 * memory it holds leftovers of earlier batches, and may be longer than asked for.
 */
final class StepArrays {

    private float[][] arrays = new float[0][];

    /** The array of a step, at least that long, with undefined values. */
    float[] atLeast(int step, int size) {
        if (step >= arrays.length) {
            int before = arrays.length;
            arrays = Arrays.copyOf(arrays, step + 1 + step / 8);
            Arrays.fill(arrays, before, arrays.length, new float[0]);
        }
        if (arrays[step].length < size) {
            arrays[step] = new float[size];
        }
        return arrays[step];
    }

    /** The array of a step as the latest {@link #atLeast} left it. */
    float[] of(int step) {
        return arrays[step];
    }
}
