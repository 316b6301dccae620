package io.foldwise.engine.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.ExperimentSource;
import io.foldwise.engine.config.RecordBinder;
import io.foldwise.engine.config.RecordRenderer;
import io.foldwise.engine.config.Setting;
import io.foldwise.engine.search.SearchSpace;
import io.foldwise.engine.search.SpaceCheck;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.wiring.AssemblyContext;
import io.foldwise.engine.wiring.ComponentAssembler;
import io.foldwise.engine.wiring.Plugins;
import io.foldwise.spi.ComponentKind;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.prediction.Exhibit;
import io.foldwise.spi.prediction.Explanation;
import io.foldwise.spi.prediction.PredictionFormat;
import io.foldwise.spi.validation.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads experiment files and checks them completely. */
public final class ExperimentFiles implements ExperimentLoader {

    private static final String SEARCH = "search";
    private static final String MOVED = "if the data has been moved, say with --data-dir where it is now";

    private final RecordBinder binder;
    private final ComponentAssembler assembler;
    private final List<String> exhibits;

    public ExperimentFiles(Plugins plugins) {
        this.exhibits = plugins.catalog().names(ComponentKind.of(Exhibit.class));
        this.binder = new RecordBinder(plugins.catalog());
        this.assembler = new ComponentAssembler(plugins, AssemblyContext.empty());
    }

    @Override
    public LoadedExperiment load(Path file, List<String> overrides) {
        ExperimentSource source = ExperimentSource.load(
                file, overrides.stream().map(Setting::parse).toList());
        LoadedExperiment experiment = written(source, MachineLimits.here(), true);
        return searched(source, experiment, trial -> {
            ExperimentSource text = ExperimentSource.of("trial", trial.root().render(ConfigRenderOptions.concise()));
            check(text, binder.bind(Experiment.class, text), MachineLimits.ANY, variesStart(experiment), "");
        });
    }

    /** Whether trials may start from other weights than the experiment does: then those are looked at, too. */
    private static boolean variesStart(LoadedExperiment experiment) {
        return experiment.parts().experiment().search().stream()
                .flatMap(search -> search.space().root().keySet().stream())
                .map(key -> key.replace("\"", ""))
                .anyMatch(key -> key.startsWith(SearchSpace.START) || key.startsWith(SearchSpace.STAGES));
    }

    @Override
    public LoadedExperiment reopen(Path file, DataPlace data) {
        ExperimentSource source = source(file);
        LoadedExperiment experiment =
                check(source, data.of(binder.bind(Experiment.class, source)), MachineLimits.ANY, false, MOVED);
        return searched(source, experiment, trial -> {});
    }

    @Override
    public BoundExperiment bind(Path file, DataPlace data) {
        Experiment experiment = data.of(binder.bind(Experiment.class, source(file)));
        return bound(new ExperimentParts(experiment, assembler));
    }

    @Override
    public LoadedExperiment parse(String name, String text) {
        ExperimentSource source = ExperimentSource.of(name, text);
        return written(source, MachineLimits.ANY, false);
    }

    /**
     * An experiment as somebody has written it, who wants to know all that is wrong at once.
     *
     * @param begins as in {@link #check}
     */
    private LoadedExperiment written(ExperimentSource source, MachineLimits machine, boolean begins) {
        try {
            return check(source, binder.bind(Experiment.class, source), machine, begins, "");
        } catch (ConfigException e) {
            throw new BlockCheck(binder, source, assembler, machine).with(e);
        }
    }

    @Override
    public Spec<PredictionFormat> predictionFormat(String name, String text) {
        return binder.bind(Written.class, ExperimentSource.of(name, "as = " + text))
                .as();
    }

    @Override
    public Spec<Ensembler> ensembler(String name, String text) {
        return binder.bind(Blended.class, ExperimentSource.of(name, "by = " + text))
                .by();
    }

    @Override
    public Spec<Explanation> explanation(String name, String text) {
        return binder.bind(Explained.class, ExperimentSource.of(name, "by = " + text))
                .by();
    }

    @Override
    public List<Spec<Exhibit>> exhibits() {
        return exhibits.stream()
                .map(name -> binder.bind(Shown.class, ExperimentSource.of("exhibit", "by = " + name))
                        .by())
                .toList();
    }

    /** How samples are shown. */
    public record Shown(Spec<Exhibit> by) {}

    /** How predictions are explained. */
    public record Explained(Spec<Explanation> by) {}

    /** How runs are blended. */
    public record Blended(Spec<Ensembler> by) {}

    /** How predictions are written. */
    public record Written(Spec<PredictionFormat> as) {}

    /** Of a run folder's file. */
    private static ExperimentSource source(Path file) {
        return ExperimentSource.recorded(file.toString(), WholeFile.read(file));
    }

    private LoadedExperiment searched(ExperimentSource source, LoadedExperiment experiment, Consumer<Config> check) {
        return experiment.with(experiment.parts().experiment().search().map(search -> {
            Config base = ConfigFactory.parseString(experiment.resolved()).withoutPath(SEARCH);
            return SpaceCheck.checked(base, search, source::locate, check);
        }));
    }

    /**
     * @param begins whether the experiment is to be run from its beginning, and so needs the weights that it starts from
     * @param whereFilesAre a remedy for data files that are not there; may be empty
     */
    private LoadedExperiment check(
            ExperimentSource source,
            Experiment experiment,
            MachineLimits machine,
            boolean begins,
            String whereFilesAre) {
        ExperimentCheck check = new ExperimentCheck(source, experiment, assembler, machine, begins, whereFilesAre);
        ExperimentParts parts = check.parts();
        return new LoadedExperiment(
                bound(parts),
                source.inlined(),
                source.settings(),
                RecordRenderer.render(experiment, new EnvironmentRemarks(source)),
                RunFolder.around(source.files().get(0)),
                Optional.empty(),
                check.notices());
    }

    private static BoundExperiment bound(ExperimentParts parts) {
        return new BoundExperiment(parts, RecordRenderer.renderJson(Fingerprinted.of(parts.experiment())));
    }

    /** What of an experiment decides a unit's result. Data is known by its contents: here files are just where they are asked for. */
    public record Fingerprinted(
            long seed,
            int threads,
            Spec<Reader> data,
            Spec<Split> split,
            Spec<Model> model,
            Optional<Boolean> standardiseQuantities,
            List<Experiment.Stage> stages,
            List<Experiment.HeadMetric> metrics) {

        static Fingerprinted of(Experiment given) {
            Experiment experiment = DataPlace.nowhere(given);
            return new Fingerprinted(
                    experiment.seed(),
                    experiment.execution().threads(),
                    experiment.data(),
                    experiment.split(),
                    experiment.model(),
                    experiment.standardiseQuantities().filter(asked -> asked),
                    experiment.trainingStages(),
                    experiment.metrics());
        }
    }
}
