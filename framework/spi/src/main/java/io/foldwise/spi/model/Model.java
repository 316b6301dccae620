package io.foldwise.spi.model;

import io.foldwise.spi.Kind;

/** What a fold is fitted with: the {@code model} block of an experiment file. */
@Kind("model")
public sealed interface Model permits NetworkModel, DirectModel {}
