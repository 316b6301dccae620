package io.foldwise.cli;

import io.foldwise.cli.context.Engine;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.engine.wiring.Plugins;
import java.util.Optional;

/** The engine with every plugin on the class path. */
final class InstalledPlugins implements Engine {

    private Optional<Plugins> plugins = Optional.empty();
    private Optional<ExperimentLoader> loader = Optional.empty();

    @Override
    public Plugins plugins() {
        if (plugins.isEmpty()) {
            plugins = Optional.of(PluginLoader.load());
        }
        return plugins.get();
    }

    @Override
    public ExperimentLoader loader() {
        if (loader.isEmpty()) {
            loader = Optional.of(new ExperimentFiles(plugins()));
        }
        return loader.get();
    }
}
