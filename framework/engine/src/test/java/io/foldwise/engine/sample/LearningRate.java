package io.foldwise.engine.sample;

import io.foldwise.spi.Default;
import jakarta.validation.constraints.Positive;

/** What all optimizers have in common. */
public record LearningRate(@Default("1e-3") @Positive double lr) {}
