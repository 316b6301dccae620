/** Blocks for pictures {@code [batch, height, width, channels]}, and from sequences to pictures. */
package io.foldwise.layers.picture;
