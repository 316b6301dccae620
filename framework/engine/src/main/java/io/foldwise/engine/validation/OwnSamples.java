package io.foldwise.engine.validation;

import io.foldwise.spi.data.Dataset;

/**
 * Samples that a stage has of its own.
 *
 * @param data prepared as the experiment's
 * @param sameIds whether an id names the same sample as in the experiment's data, perhaps read otherwise, such as in another size
 * @param answered whether their answers are known, and not predicted
 */
public record OwnSamples(Dataset data, boolean sameIds, boolean answered) {}
