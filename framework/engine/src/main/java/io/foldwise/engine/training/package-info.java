/**
 * Trains one network on one fold: batches prepared in the background, schedules, evaluation, early stop with the best
 * epoch, history. Knows nothing of processes, run folders or trials.
 */
package io.foldwise.engine.training;
