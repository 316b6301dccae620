package io.foldwise.engine.search;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import io.foldwise.engine.config.ComponentCatalog;
import io.foldwise.engine.config.ExperimentSource;
import io.foldwise.engine.config.RecordBinder;
import io.foldwise.engine.config.RecordRenderer;
import io.foldwise.engine.sample.Experiment;
import io.foldwise.engine.sample.SamplePlugin;
import io.foldwise.engine.wiring.PluginLoader;
import java.util.List;

/** Experiments with a search, of components that do nothing. */
public final class Searches {

    private static final ComponentCatalog CATALOG =
            PluginLoader.of(List.of(new SamplePlugin())).catalog();
    private static final RecordBinder BINDER = new RecordBinder(CATALOG);

    private Searches() {}

    /** The settings of a search, whose keys are given. */
    public static SearchSettings settings(String search) {
        return BINDER.bind(Root.class, ExperimentSource.of("search.conf", search))
                .search();
    }

    /** A block on its own. */
    public record Root(SearchSettings search) {}

    /** Reads and checks the search of an experiment as a whole, {@code exp.conf}. */
    public static SearchSpace checked(String experiment) {
        ExperimentSource source = ExperimentSource.of("exp.conf", experiment);
        Config whole = ConfigFactory.parseString(experiment).resolve();
        SearchSettings search =
                settings("search " + whole.getConfig("search").root().render());
        Config base = complete(whole.withoutPath("search"));
        return SpaceCheck.checked(base, search, source::locate, Searches::bind);
    }

    private static Config complete(Config experiment) {
        return ConfigFactory.parseString(RecordRenderer.render(bind(experiment)));
    }

    private static Experiment bind(Config experiment) {
        return BINDER.bind(
                Experiment.class,
                ExperimentSource.of("trial", experiment.root().render(ConfigRenderOptions.concise())));
    }
}
