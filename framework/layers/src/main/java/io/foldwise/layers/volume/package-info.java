/** Blocks for volumes {@code [batch, depth, height, width, channels]}. */
package io.foldwise.layers.volume;
