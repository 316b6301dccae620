package io.foldwise.spi.data;

/** How the predictions of a {@linkplain Head head} are kept in a run folder. */
public sealed interface Storage {

    /** A table with a row per sample and a column per cell; held in memory as a whole. */
    Storage TABLE = new Table();

    /** A table in a CSV file, numbers in full. */
    record Table() implements Storage {}

    /**
     * An array per sample, in a file that numpy reads ({@code .npz}); written and read one after the other, so that all
     * together may be larger than memory.
     */
    record Arrays(Cell cell) implements Storage {}

    /** What an array keeps of a number. */
    enum Cell {
        /** All of it: 4 bytes. */
        FLOAT,
        /** Of a probability the nearest multiple of 1/255: 1 byte. */
        UBYTE
    }
}
