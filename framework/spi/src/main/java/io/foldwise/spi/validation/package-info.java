/** Honest scores: how samples are split into folds, and how predictions on held-out samples are measured. */
package io.foldwise.spi.validation;
