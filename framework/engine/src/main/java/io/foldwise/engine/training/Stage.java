package io.foldwise.engine.training;

import io.foldwise.engine.weights.Start;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Sampler;
import io.foldwise.spi.training.Schedule;

/** One stage of training, its components built. */
public record Stage(
        Loss loss, Sampler sampler, Optimizer optimizer, Schedule schedule, TrainerSettings settings, Start start) {

    /** A stage that goes on from where the one before ended, and trains everything. */
    public Stage(Loss loss, Sampler sampler, Optimizer optimizer, Schedule schedule, TrainerSettings settings) {
        this(loss, sampler, optimizer, schedule, settings, Start.PLAIN);
    }
}
