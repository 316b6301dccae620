package io.foldwise.plugin.image.data;

import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;

/** What is true of samples. */
public interface Truths {

    /** What splits and samplers look at, see {@link io.foldwise.spi.data.Dataset#targets}. */
    float[] summary(int row);

    /** See {@link io.foldwise.spi.data.Dataset#target}. */
    Tensor of(int row, Head head);
}
