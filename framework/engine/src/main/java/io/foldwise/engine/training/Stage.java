package io.foldwise.engine.training;

import io.foldwise.engine.weights.Start;
import io.foldwise.spi.prediction.Inference;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Examples;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Sampler;
import io.foldwise.spi.training.Schedule;
import java.util.List;
import java.util.Optional;

/**
 * One stage of training, its components built.
 *
 * @param losses one for each of the task's heads; what training makes small is their sum
 * @param start what it starts from, other than the stage before
 * @param examples what is trained on; empty for whole samples
 * @param augmentations of batches, in their order
 * @param inference how samples are validated, and predicted after the last stage; empty for whole samples in one pass
 * @param material what it trains on that the fold has not
 * @param other what it trains for; empty for what the experiment asks
 */
public record Stage(
        List<Loss> losses,
        Sampler sampler,
        Optimizer optimizer,
        Schedule schedule,
        TrainerSettings settings,
        List<Hook> hooks,
        Start start,
        Optional<Examples> examples,
        List<Augmentation> augmentations,
        Optional<Inference> inference,
        Material material,
        Optional<OtherTask> other) {

    public Stage {
        losses = List.copyOf(losses);
        hooks = List.copyOf(hooks);
        augmentations = List.copyOf(augmentations);
    }

    /** A stage for what the experiment asks. */
    public Stage(
            List<Loss> losses,
            Sampler sampler,
            Optimizer optimizer,
            Schedule schedule,
            TrainerSettings settings,
            List<Hook> hooks,
            Start start,
            Optional<Examples> examples,
            List<Augmentation> augmentations,
            Optional<Inference> inference,
            Material material) {
        this(
                losses,
                sampler,
                optimizer,
                schedule,
                settings,
                hooks,
                start,
                examples,
                augmentations,
                inference,
                material,
                Optional.empty());
    }

    /** A stage that trains on whole samples as they are, from where the one before ended. */
    public Stage(List<Loss> losses, Sampler sampler, Optimizer optimizer, Schedule schedule, TrainerSettings settings) {
        this(
                losses,
                sampler,
                optimizer,
                schedule,
                settings,
                List.of(),
                Start.PLAIN,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Material.OF_THE_FOLD);
    }

    /** The same stage with hooks. */
    public Stage with(List<Hook> others) {
        return new Stage(
                losses,
                sampler,
                optimizer,
                schedule,
                settings,
                others,
                start,
                examples,
                augmentations,
                inference,
                material,
                other);
    }

    /** The same stage with other settings. */
    public Stage with(TrainerSettings other) {
        return new Stage(
                losses,
                sampler,
                optimizer,
                schedule,
                other,
                hooks,
                start,
                examples,
                augmentations,
                inference,
                material,
                this.other);
    }

    /** The same stage with other material. */
    public Stage with(Material other) {
        return new Stage(
                losses,
                sampler,
                optimizer,
                schedule,
                settings,
                hooks,
                start,
                examples,
                augmentations,
                inference,
                other,
                this.other);
    }
}
