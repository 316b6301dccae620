/**
 * A sweep: trials from a search, their folds trained by an executor, hopeless ones given up, the best ones reported and
 * ensembled. What is decided about a trial depends on results of trials far enough before it, never on which worker was
 * faster, so that a sweep comes out the same with any number of workers and however often it was interrupted.
 */
package io.foldwise.engine.sweep;
