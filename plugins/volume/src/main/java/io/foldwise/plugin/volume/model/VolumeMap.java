package io.foldwise.plugin.volume.model;

/**
 * A vertex that gives {@code [batch, depth, height, width, channels]}.
 *
 * @param vertex its name
 */
record VolumeMap(String vertex, int channels) {}
