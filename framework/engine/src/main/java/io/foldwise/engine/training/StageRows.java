package io.foldwise.engine.training;

import io.foldwise.spi.data.Dataset;

/**
 * What a stage trains on in place of a fold's training part.
 *
 * @param rows of the data, ascending
 * @param told what of it a log should say
 */
public record StageRows(Dataset data, int[] rows, String told) {}
