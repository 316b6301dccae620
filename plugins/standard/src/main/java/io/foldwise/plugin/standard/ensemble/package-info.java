/**
 * Ensemblers: how much each fitted fold counts. {@code mean} asks each fold's score alone; {@code weighted} and
 * {@code greedy} fit one weight per trial to out-of-fold predictions, which trials have in common while folds of one trial
 * have not.
 */
package io.foldwise.plugin.standard.ensemble;
