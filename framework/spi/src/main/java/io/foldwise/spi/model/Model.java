package io.foldwise.spi.model;

/** What a fold is fitted with: the {@code model} block of an experiment file. */
public sealed interface Model permits NetworkModel, DirectModel {}
