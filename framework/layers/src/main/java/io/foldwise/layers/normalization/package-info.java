/** Keeping the size of activations in bounds. */
package io.foldwise.layers.normalization;
