package io.foldwise.plugin.signal.data;

/** What a network reads in place of a signal's own unit. */
public enum Normalise {
    /** The unit itself. */
    NONE,
    /** Less one mean and divided by one deviation, of all values of a fold's training part. */
    GLOBAL,
    /** Less the mean and divided by the deviation of each lead, of a fold's training part. */
    LEADS,
    /** Mean 0 and deviation 1 in every lead of every record; a flat lead becomes 0. */
    RECORD;

    /** Whether anything is learned of a fold's training part. */
    public boolean learns() {
        return this == GLOBAL || this == LEADS;
    }
}
