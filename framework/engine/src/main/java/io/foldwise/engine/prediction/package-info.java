/** Scores new files with a finished run's ensemble. */
package io.foldwise.engine.prediction;
