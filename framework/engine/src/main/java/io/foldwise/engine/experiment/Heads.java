package io.foldwise.engine.experiment;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.NearestNames;
import io.foldwise.engine.config.Problem;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Task;
import java.util.List;
import java.util.Optional;

/** The head that a loss, a metric or a step of post-processing is for. */
final class Heads {

    private Heads() {}

    /**
     * @param asked may be empty where the task has one head
     * @throws ConfigException if there is none of that name, or it must be told which
     */
    static Head named(Task task, Optional<String> asked, Spec<?> component) {
        List<String> names = task.heads().stream().map(Head::name).toList();
        if (asked.isEmpty() && task.single()) {
            return task.first();
        }
        if (asked.isEmpty()) {
            throw problem(component, "must say its 'head'", "the heads are " + String.join(", ", names));
        }
        return task.heads().stream()
                .filter(head -> head.name().equals(asked.get()))
                .findFirst()
                .orElseThrow(() -> problem(
                        component,
                        "there is no head '" + asked.get() + "'",
                        Problem.didYouMean(NearestNames.to(asked.get(), names)) + " the heads are "
                                + String.join(", ", names)));
    }

    private static ConfigException problem(Spec<?> component, String message, String remedy) {
        return new ConfigException(new Problem(Location.parse(component.location()), message, remedy.strip()));
    }
}
