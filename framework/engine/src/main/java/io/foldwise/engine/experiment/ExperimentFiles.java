package io.foldwise.engine.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import io.foldwise.engine.config.ExperimentSource;
import io.foldwise.engine.config.RecordBinder;
import io.foldwise.engine.config.RecordRenderer;
import io.foldwise.engine.config.Setting;
import io.foldwise.engine.search.SearchSettings;
import io.foldwise.engine.search.SearchSpace;
import io.foldwise.engine.search.SpaceCheck;
import io.foldwise.engine.wiring.AssemblyContext;
import io.foldwise.engine.wiring.ComponentAssembler;
import io.foldwise.engine.wiring.Plugins;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.validation.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads experiment files and checks them completely. */
public final class ExperimentFiles implements ExperimentLoader {

    private static final String SEARCH = "search";

    private final RecordBinder binder;
    private final ComponentAssembler assembler;
    private final boolean data;

    public ExperimentFiles(Plugins plugins) {
        this(new RecordBinder(plugins.catalog()), new ComponentAssembler(plugins, AssemblyContext.empty()), true);
    }

    private ExperimentFiles(RecordBinder binder, ComponentAssembler assembler, boolean data) {
        this.binder = binder;
        this.assembler = assembler;
        this.data = data;
    }

    @Override
    public LoadedExperiment load(Path file, List<String> overrides) {
        ExperimentSource source = ExperimentSource.load(
                file, overrides.stream().map(Setting::parse).toList());
        LoadedExperiment experiment = check(source, MachineLimits.here(), true);
        return experiment
                .parts()
                .experiment()
                .search()
                .map(search -> experiment.with(space(source, experiment, search)))
                .orElse(experiment);
    }

    @Override
    public LoadedExperiment parse(String name, String text) {
        return check(ExperimentSource.of(name, text), MachineLimits.ANY, false);
    }

    @Override
    public ExperimentLoader withoutData() {
        return new ExperimentFiles(binder, assembler, false);
    }

    private SearchSpace space(ExperimentSource source, LoadedExperiment experiment, SearchSettings search) {
        Config base = ConfigFactory.parseString(experiment.resolved()).withoutPath(SEARCH);
        return SpaceCheck.checked(
                base,
                search,
                source::locate,
                trial -> parse("trial", trial.root().render(ConfigRenderOptions.concise())));
    }

    /** @param begins whether the experiment is to be run from its beginning, and so needs the weights that it starts from */
    private LoadedExperiment check(ExperimentSource source, MachineLimits machine, boolean begins) {
        Experiment experiment = binder.bind(Experiment.class, source);
        ExperimentCheck check = new ExperimentCheck(source, experiment, assembler, machine, begins);
        ExperimentParts parts = check.parts(data);
        return new LoadedExperiment(
                parts,
                source.inlined(),
                source.settings(),
                RecordRenderer.render(experiment, new EnvironmentRemarks(source)),
                RecordRenderer.renderJson(Decisive.of(experiment)),
                Optional.empty(),
                check.notices());
    }

    /** What of an experiment decides a unit's result. */
    public record Decisive(
            long seed,
            int threads,
            Spec<Reader> data,
            Spec<Split> split,
            Spec<Model> model,
            List<Experiment.Stage> stages,
            List<Experiment.HeadMetric> metrics) {

        static Decisive of(Experiment experiment) {
            return new Decisive(
                    experiment.seed(),
                    experiment.execution().threads(),
                    experiment.data(),
                    experiment.split(),
                    experiment.model(),
                    experiment.trainingStages(),
                    experiment.metrics());
        }
    }
}
