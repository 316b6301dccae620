/** What is done with predictions once training is over: calibration and thresholds. */
package io.foldwise.plugin.standard.postprocessing;
