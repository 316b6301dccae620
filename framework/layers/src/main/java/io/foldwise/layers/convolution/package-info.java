/** Convolution over time, pooled at once. */
package io.foldwise.layers.convolution;
