package io.foldwise.engine.training;

import io.foldwise.engine.weights.Start;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Sampler;
import io.foldwise.spi.training.Schedule;
import java.util.List;

/**
 * One stage of training, its components built.
 *
 * @param losses one for each of the task's heads; what training makes small is their sum
 */
public record Stage(
        List<Loss> losses,
        Sampler sampler,
        Optimizer optimizer,
        Schedule schedule,
        TrainerSettings settings,
        List<Hook> hooks,
        Start start) {

    public Stage {
        losses = List.copyOf(losses);
        hooks = List.copyOf(hooks);
    }
}
