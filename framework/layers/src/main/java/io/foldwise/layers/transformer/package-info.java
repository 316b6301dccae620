/** Blocks of a transformer encoder: positions, self-attention, feed-forward. */
package io.foldwise.layers.transformer;
