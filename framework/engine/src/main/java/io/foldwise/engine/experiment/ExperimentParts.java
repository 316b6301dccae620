package io.foldwise.engine.experiment;

import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.training.Stage;
import io.foldwise.engine.wiring.AssemblyContext;
import io.foldwise.engine.wiring.ComponentAssembler;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.Split;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An experiment's components, built when they are asked for. Each method throws a
 * {@link io.foldwise.engine.config.ConfigException} if a component refuses the data or its labels.
 */
public final class ExperimentParts {

    private final Experiment experiment;
    private final ComponentAssembler assembler;
    private final Reader reader;

    /** @param assembler knows nothing yet of data or seed */
    public ExperimentParts(Experiment experiment, ComponentAssembler assembler) {
        this.experiment = experiment;
        this.assembler = assembler;
        this.reader = assembler.build(experiment.data());
    }

    public Experiment experiment() {
        return experiment;
    }

    public Reader reader() {
        return reader;
    }

    public LabelSchema labels() {
        return reader.labels();
    }

    public Split split() {
        return ofLabels().build(experiment.split());
    }

    /** The metrics by name; two of one type are told apart by a number. */
    public Scoring scoring() {
        LinkedHashMap<String, Metric> metrics = new LinkedHashMap<>();
        for (Spec<Metric> spec : experiment.metrics()) {
            String name = spec.type();
            for (int twin = 2; metrics.containsKey(name); twin++) {
                name = spec.type() + "-" + twin;
            }
            metrics.put(name, ofLabels().build(spec));
        }
        return new Scoring(metrics);
    }

    public Ensembler ensembler() {
        return ofLabels().build(experiment.ensemble());
    }

    public Optional<SubmissionFormat> submission() {
        return experiment.submission().map(ofLabels()::build);
    }

    /** The packages of all plugins: a network may have layers of their classes. */
    public Set<String> packages() {
        return assembler.packages();
    }

    /** What builds a unit's components. */
    public Assembler assembler(Dataset data, Seed seed) {
        return assembler.in(context().withInput(data.input()).withSeed(seed));
    }

    public Model model(Dataset data, Seed seed) {
        return assembler(data, seed).build(experiment.model());
    }

    /** The stages of training, each with components of its own. */
    public List<Stage> stages(Dataset data, Seed seed) {
        Assembler unit = assembler(data, seed);
        return experiment.trainingStages().stream()
                .map(stage -> new Stage(
                        unit.build(stage.loss()),
                        unit.build(stage.sampler()),
                        unit.build(stage.trainer().optimizer()),
                        unit.build(stage.trainer().schedule()),
                        stage.trainer(),
                        stage.hooks().orElse(List.of()).stream()
                                .map(unit::build)
                                .toList()))
                .toList();
    }

    private Assembler ofLabels() {
        return assembler.in(context());
    }

    private AssemblyContext context() {
        return AssemblyContext.empty().withLabels(labels());
    }
}
