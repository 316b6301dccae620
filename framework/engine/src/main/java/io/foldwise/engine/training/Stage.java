package io.foldwise.engine.training;

import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Sampler;
import io.foldwise.spi.training.Schedule;
import java.util.List;

/** One stage of training, its components built. */
public record Stage(
        Loss loss,
        Sampler sampler,
        Optimizer optimizer,
        Schedule schedule,
        TrainerSettings settings,
        List<Hook> hooks) {

    public Stage {
        hooks = List.copyOf(hooks);
    }
}
