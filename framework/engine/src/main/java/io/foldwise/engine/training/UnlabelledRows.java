package io.foldwise.engine.training;

import io.foldwise.spi.data.Dataset;

/**
 * Samples that hooks may learn from without their targets.
 *
 * @param rows of the data, at least one
 * @param batch how many of them a step is given
 * @param told what of it a log should say
 */
public record UnlabelledRows(Dataset data, int[] rows, int batch, String told) {}
