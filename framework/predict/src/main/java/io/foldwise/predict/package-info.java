/** Predictions of a finished run, for programs: see {@link io.foldwise.predict.Predictor}. */
package io.foldwise.predict;
