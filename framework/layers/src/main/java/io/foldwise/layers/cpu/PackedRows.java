package io.foldwise.layers.cpu;

import io.foldwise.layers.kernel.SequenceLengths;

/**
 * A batch without its padding: the real steps of all sequences as the rows of one matrix, sequence after sequence, so that
 * padding costs nothing. A gap of rows before, between and behind the sequences may be asked for (a convolution wants
 * zeros there).
 */
public final class PackedRows {

    private final SequenceLengths lengths;
    private final int[] starts;
    private final int rows;

    public PackedRows(SequenceLengths lengths) {
        this(lengths, 0);
    }

    public PackedRows(SequenceLengths lengths, int gap) {
        this.lengths = lengths;
        this.starts = new int[lengths.batch()];
        int row = gap;
        for (int sample = 0; sample < starts.length; sample++) {
            starts[sample] = row;
            row += lengths.of(sample) + gap;
        }
        this.rows = row;
    }

    /** Number of rows, gaps included. */
    public int rows() {
        return rows;
    }

    /** Row of a sequence's first step. */
    public int start(int sample) {
        return starts[sample];
    }

    public int length(int sample) {
        return lengths.of(sample);
    }

    public int batch() {
        return starts.length;
    }

    /**
     * Copies the real steps of {@code [batch, time, width]} to the heap; gaps are left as they are.
     *
     * @param to rows of {@code width} elements
     */
    public void read(FloatMemory from, int width, float[] to) {
        for (int sample = 0; sample < starts.length; sample++) {
            int first = sample * lengths.time();
            from.read(first * width, to, starts[sample] * width, lengths.of(sample) * width);
        }
    }

    /** The same into rows of their own. */
    public void read(FloatMemory from, int width, float[][] to) {
        for (int sample = 0; sample < starts.length; sample++) {
            for (int step = 0; step < lengths.of(sample); step++) {
                from.read((sample * lengths.time() + step) * width, to[starts[sample] + step], 0, width);
            }
        }
    }

    /**
     * The same with a one behind every row, which lets a matrix product add the bias.
     *
     * @param to rows of {@code width + 1} elements
     */
    public void readWithOnes(FloatMemory from, int width, float[] to) {
        for (int sample = 0; sample < starts.length; sample++) {
            for (int step = 0; step < lengths.of(sample); step++) {
                int at = (starts[sample] + step) * (width + 1);
                from.read((sample * lengths.time() + step) * width, to, at, width);
                to[at + width] = 1;
            }
        }
    }

    /** Copies rows from the heap back to {@code [batch, time, width]} and sets the padding to zero. */
    public void write(float[] from, int width, FloatMemory to) {
        for (int sample = 0; sample < starts.length; sample++) {
            int first = sample * lengths.time();
            to.write(first * width, from, starts[sample] * width, lengths.of(sample) * width);
        }
        zeroPadding(width, to);
    }

    /** Sets what lies behind the sequences' ends in {@code [batch, time, width]} to zero. */
    public void zeroPadding(int width, FloatMemory of) {
        for (int sample = 0; sample < starts.length; sample++) {
            int padding = lengths.time() - lengths.of(sample);
            of.zero((sample * lengths.time() + lengths.of(sample)) * width, padding * width);
        }
    }
}
