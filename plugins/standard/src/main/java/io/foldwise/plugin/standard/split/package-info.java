/**
 * Splits. A {@code Division} divides rows into parts by chance, by their order, by labels or by groups; a split uses one to
 * make folds, and the same one again where early stopping gets rows of its own, so that whatever the folds keep apart stays
 * apart there, too.
 */
package io.foldwise.plugin.standard.split;
