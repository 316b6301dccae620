package io.foldwise.cli.context;

import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.wiring.Plugins;

/** What commands ask of the engine. Made when it is first needed, so that the others start fast. */
public interface Engine {

    Plugins plugins();

    ExperimentLoader loader();
}
