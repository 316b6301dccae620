package io.foldwise.plugin.signal.picture;

/** Which voltages the height of a box stands for. */
public enum VoltageScale {
    /** The same ones in all boxes of all records: half of {@code millivolts} on either side of 0. */
    FIXED,
    /** From the smallest to the largest value that the lead has in the record, with a margin: amplitudes cannot be told. */
    RECORD
}
