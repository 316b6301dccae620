package io.foldwise.plugin.image.model.block;

/**
 * What a part of a network gives to the next: {@code [batch, height / stride, width / stride, channels]}.
 *
 * @param vertex that gives it
 * @param channels how many it has
 * @param stride how many of the image's pixels, in height and width, one element stands for
 */
public record FeatureMap(String vertex, int channels, int stride) {}
