package io.foldwise.cli;

import io.foldwise.cli.context.Engine;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.engine.wiring.PluginPath;
import io.foldwise.engine.wiring.Plugins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The engine with every plugin on the class path and on the plugin path: that of the command line, or else of the environment,
 * or else of the file {@code conf/plugins} in Foldwise's own folder.
 */
final class InstalledPlugins implements Engine {

    /** The option that gives a plugin path. */
    static final String OPTION = "--plugins";

    /** The system property that says where Java keeps the classes it has loaded before, if it does. */
    static final String ARCHIVE = "foldwise.classes";

    private Optional<String> path = Optional.empty();
    private Optional<Plugins> plugins = Optional.empty();
    private Optional<ExperimentLoader> loader = Optional.empty();

    @Override
    public void pluginPath(String given) {
        path = Optional.of(given);
    }

    @Override
    public Plugins plugins() {
        if (plugins.isEmpty()) {
            // There is an archive of classes only if a rehearsal with these very jars has gone well, which checked
            // them.
            boolean checked = !System.getProperty(ARCHIVE, "").isEmpty();
            plugins = Optional.of(PluginLoader.load(chosen(), checked));
        }
        return plugins.get();
    }

    private PluginPath chosen() {
        Optional<String> environment = Optional.ofNullable(System.getenv(PluginPath.ENVIRONMENT));
        if (path.isPresent()) {
            return PluginPath.parse(path.get(), OPTION);
        } else if (environment.isPresent()) {
            return PluginPath.parse(environment.get(), PluginPath.ENVIRONMENT);
        }
        Path home = Path.of(System.getProperty("foldwise.home", ""));
        Path list = home.resolve("conf").resolve("plugins");
        return Files.isRegularFile(list) ? PluginPath.listed(list, home) : PluginPath.NONE;
    }

    @Override
    public ExperimentLoader loader() {
        if (loader.isEmpty()) {
            loader = Optional.of(new ExperimentFiles(plugins()));
        }
        return loader.get();
    }
}
