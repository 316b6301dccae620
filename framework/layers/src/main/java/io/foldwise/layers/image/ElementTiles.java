package io.foldwise.layers.image;

import io.foldwise.layers.cpu.FloatMemory;

/**
 * Takes arrays of equal length through the heap, some thousand elements at a time, so that what a loop works on stays in the
 * nearest cache.
 */
final class ElementTiles {

    private static final int TILE = 2048;

    private final float[] first = new float[TILE];
    private final float[] second = new float[TILE];
    private final float[] third = new float[TILE];

    /** Changes values in place. */
    @FunctionalInterface
    interface Loop {
        void run(float[] values, int count);
    }

    /** Changes values in place, by others. */
    @FunctionalInterface
    interface PairLoop {
        void run(float[] values, float[] others, int count);
    }

    /** Changes values in place, by two kinds of others. */
    @FunctionalInterface
    interface TripleLoop {
        void run(float[] values, float[] others, float[] more, int count);
    }

    void run(FloatMemory from, FloatMemory to, Loop loop) {
        int size = (int) from.size();
        for (int start = 0; start < size; start += TILE) {
            int count = Math.min(TILE, size - start);
            from.read(start, first, 0, count);
            loop.run(first, count);
            to.write(start, first, 0, count);
        }
    }

    void run(FloatMemory from, FloatMemory other, FloatMemory to, PairLoop loop) {
        int size = (int) from.size();
        for (int start = 0; start < size; start += TILE) {
            int count = Math.min(TILE, size - start);
            from.read(start, first, 0, count);
            other.read(start, second, 0, count);
            loop.run(first, second, count);
            to.write(start, first, 0, count);
        }
    }

    void run(FloatMemory from, FloatMemory other, FloatMemory more, FloatMemory to, TripleLoop loop) {
        int size = (int) from.size();
        for (int start = 0; start < size; start += TILE) {
            int count = Math.min(TILE, size - start);
            from.read(start, first, 0, count);
            other.read(start, second, 0, count);
            more.read(start, third, 0, count);
            loop.run(first, second, third, count);
            to.write(start, first, 0, count);
        }
    }
}
