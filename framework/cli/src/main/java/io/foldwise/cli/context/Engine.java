package io.foldwise.cli.context;

import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.wiring.Plugins;

/** What commands ask of the engine. Made when it is first needed, so that the others start fast. */
public interface Engine {

    /**
     * Takes plugins from a path rather than from where they are otherwise looked for; said before anything else. An engine whose
     * plugins are given has no use for it.
     */
    default void pluginPath(String path) {}

    Plugins plugins();

    ExperimentLoader loader();
}
