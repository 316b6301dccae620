package io.foldwise.layers.cpu;

/** How scratch memory grows: by an eighth more than asked, because the next batch may be a little longer. */
final class Scratch {

    private Scratch() {}

    static int grown(int size) {
        return (int) Math.min(Integer.MAX_VALUE - 8, size + (long) size / 8 + 64);
    }
}
