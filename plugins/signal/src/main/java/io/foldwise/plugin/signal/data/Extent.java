package io.foldwise.plugin.signal.data;

/**
 * How long a signal is before anything is done with it.
 *
 * @param steps of each channel
 * @param rate steps in a second
 */
public record Extent(long steps, double rate) {}
