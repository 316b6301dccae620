/**
 * Samples of a stage's own: which a stage asks for, how those of an earlier run's predictions are labelled and chosen, and how
 * they are joined with a fold's. Knows no folders of runs.
 */
package io.foldwise.engine.stagedata;
