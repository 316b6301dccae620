package io.foldwise.engine.experiment;

import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.network.ParameterNames;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Hook.Keeping;
import java.util.ArrayList;
import java.util.List;

/** Checks whether the hooks of a stage go with it, with each other, and with the network. */
final class HookCheck {

    private final Experiment.Stage stage;
    private final List<Built> hooks = new ArrayList<>();

    private record Built(Spec<Hook> spec, Hook hook) {
        Problem problem(String message) {
            return new Problem(Location.parse(spec.location()), "hook " + spec.type() + ": " + message);
        }
    }

    HookCheck(Experiment.Stage stage) {
        this.stage = stage;
    }

    void add(Spec<Hook> spec, Hook hook) {
        hooks.add(new Built(spec, hook));
    }

    /** What does not go with the stage, or with other hooks. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (Built built : hooks) {
            try {
                built.hook().check(stage.trainer().epochs(), stage.unlabelled().isPresent());
            } catch (IncompatibleException e) {
                problems.add(built.problem(e.getMessage()));
            }
        }
        hooks.stream().filter(built -> built.hook().keeping() == Keeping.ALWAYS).reduce((first, second) -> {
            problems.add(second.problem(
                    "gives weights to keep, and so does hook " + first.spec().type() + ": take one of the two out"));
            return second;
        });
        stage.unlabelled()
                .filter(samples ->
                        hooks.stream().noneMatch(built -> built.hook().usesUnlabelled()))
                .ifPresent(samples -> problems.add(new Problem(
                        Location.parse(samples.reader().location()),
                        "unlabelled samples are given, and the stage has no hook that learns from them",
                        "add one, or take them out")));
        return problems;
    }

    /** Layers that a hook names and the network does not have. */
    List<Problem> layers(Model model, InputShape input, Task task) {
        List<Problem> problems = new ArrayList<>();
        for (Built built : hooks) {
            if (!built.hook().layers().isEmpty() && model instanceof NetworkModel network) {
                ParameterNames names = NetworkAssembly.parameterNames(network, input, task);
                built.hook()
                        .layers()
                        .forEach(pattern ->
                                names.problem(pattern).ifPresent(message -> problems.add(built.problem(message))));
            }
        }
        return problems;
    }
}
