/** Blocks for images {@code [batch, height, width, channels]}, and from sequences to images. */
package io.foldwise.layers.image;
