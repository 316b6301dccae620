package io.foldwise.layers.onednn;

/**
 * What is done with the sums of a convolution.
 *
 * @param bias whether a number for every filter is added to them
 * @param relu whether negative ones then become zero
 */
public record Finish(boolean bias, boolean relu) {}
