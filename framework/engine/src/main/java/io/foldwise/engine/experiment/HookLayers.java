package io.foldwise.engine.experiment;

import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.network.ParameterNames;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Hook;
import java.util.ArrayList;
import java.util.List;

/** Looks for the layers that hooks name in the network of a model. */
record HookLayers(Model model, InputShape input, Task task) {

    /** Layers that a hook names and the network does not have. */
    List<Problem> problems(Spec<Hook> spec, Hook hook) {
        List<Problem> problems = new ArrayList<>();
        if (!hook.layers().isEmpty() && model instanceof NetworkModel network) {
            ParameterNames names = NetworkAssembly.parameterNames(network, input, task);
            for (String pattern : hook.layers()) {
                names.problem(pattern)
                        .ifPresent(message -> problems.add(
                                new Problem(Location.parse(spec.location()), "hook " + spec.type() + ": " + message)));
            }
        }
        return problems;
    }
}
