package io.foldwise.layers.transformer;

/**
 * Some consecutive sequences of a batch, and their rows.
 *
 * @param firstSample the first sequence
 * @param endSample one past the last sequence
 * @param firstRow where the rows begin among those of the whole batch
 * @param rows number of rows, never zero
 */
record Slab(int firstSample, int endSample, int firstRow, int rows) {}
