package io.foldwise.spi.validation;

/**
 * Who does what in one fold. All arrays hold row numbers, ascending. Training rows are in no other array; the validation rows
 * are the held-out ones or none of them. A run refuses other folds.
 *
 * @param train the samples to learn from
 * @param validation the samples that early stopping and the choice of the best epoch look at
 * @param heldOut the samples whose out-of-fold predictions are scored; in plain k-fold the same as {@code validation},
 *     which flatters the score a little, since the best epoch was chosen on them
 */
public record Fold(int[] train, int[] validation, int[] heldOut) {}
