package io.foldwise.spi.training;

import io.foldwise.spi.Kind;
import io.foldwise.spi.data.Dataset;

/**
 * What a stage of training trains on: examples, each cut from a sample, such as crops of images. Without, samples are trained on as
 * they are. Validation and prediction see whole samples.
 */
@Kind("examples")
public interface Examples {

    /**
     * Cuts examples from samples.
     *
     * @param data the samples
     * @param rows those that may be trained on; no others may be looked at
     * @return examples of the same task and the same form of input, whose size may differ
     */
    Cut cut(Dataset data, int[] rows);

    /**
     * Examples as a dataset of their own.
     *
     * @param rows the examples to train on, ascending
     */
    record Cut(Dataset data, int[] rows) {}
}
