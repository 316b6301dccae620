package io.foldwise.engine.training;

import io.foldwise.spi.training.Loss;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Sampler;
import io.foldwise.spi.training.Schedule;

/** One stage of training, its components built. */
public record Stage(Loss loss, Sampler sampler, Optimizer optimizer, Schedule schedule, TrainerSettings settings) {}
