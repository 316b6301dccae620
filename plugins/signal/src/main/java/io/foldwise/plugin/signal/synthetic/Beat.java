package io.foldwise.plugin.signal.synthetic;

/**
 * A beat of a rhythm.
 *
 * @param time of its R peak in seconds
 */
record Beat(double time, Origin origin) {

    /** Where a beat begins. */
    enum Origin {
        SINUS,
        ATRIUM,
        VENTRICLE
    }
}
