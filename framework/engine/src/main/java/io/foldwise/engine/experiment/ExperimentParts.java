package io.foldwise.engine.experiment;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.NearestNames;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.experiment.Experiment.HeadLoss;
import io.foldwise.engine.experiment.Experiment.HeadMetric;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.training.Scoring.Measure;
import io.foldwise.engine.training.Stage;
import io.foldwise.engine.training.WeightedLoss;
import io.foldwise.engine.wiring.AssemblyContext;
import io.foldwise.engine.wiring.ComponentAssembler;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** What is asked of every sample. */
    public Task task() {
        return reader.task();
    }

    public Split split() {
        return ofTask().build(experiment.split());
    }

    /** The metrics by name, that of the head before it where there are several; two of one type are told apart by a number. */
    public Scoring scoring() {
        LinkedHashMap<String, Measure> metrics = new LinkedHashMap<>();
        for (HeadMetric asked : experiment.metrics()) {
            Head head = head(asked.head(), asked.metric());
            String type =
                    (task().single() ? "" : head.name() + "-") + asked.metric().type();
            String name = type;
            for (int twin = 2; metrics.containsKey(name); twin++) {
                name = type + "-" + twin;
            }
            Metric metric = assembler.in(context().withHead(head)).build(asked.metric());
            requireFit(asked.metric(), metric, head);
            metrics.put(name, new Measure(head, metric));
        }
        return new Scoring(metrics);
    }

    /** A metric may also say where it begins to measure that it measures other heads. */
    private static void requireFit(Spec<Metric> asked, Metric metric, Head head) {
        try {
            metric.tally(head);
        } catch (IncompatibleException misfit) {
            throw problem(asked, "metric " + asked.type() + " " + misfit.getMessage(), "");
        }
    }

    /** The head that a loss or a metric is for. */
    private Head head(Optional<String> asked, Spec<?> component) {
        List<String> names = task().heads().stream().map(Head::name).toList();
        if (asked.isEmpty() && task().single()) {
            return task().first();
        }
        if (asked.isEmpty()) {
            throw problem(component, "must say its 'head'", "the heads are " + String.join(", ", names));
        }
        return task().heads().stream()
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

    public Ensembler ensembler() {
        return ofTask().build(experiment.ensemble());
    }

    public Optional<SubmissionFormat> submission() {
        return experiment.submission().map(ofTask()::build);
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
                        losses(stage, context().withInput(data.input()).withSeed(seed)),
                        unit.build(stage.sampler()),
                        unit.build(stage.trainer().optimizer()),
                        unit.build(stage.trainer().schedule()),
                        stage.trainer()))
                .toList();
    }

    /**
     * One loss for each head.
     *
     * @param unit what is known of data and seed
     */
    List<Loss> losses(Experiment.Stage stage, AssemblyContext unit) {
        if (stage.losses().isEmpty()) {
            return task().heads().stream()
                    .map(head -> assembler.in(unit.withHead(head)).build(stage.loss()))
                    .toList();
        }
        Map<Head, List<WeightedLoss.Term>> terms = new HashMap<>();
        for (HeadLoss asked : stage.losses().get()) {
            Head head = head(asked.head(), asked.loss());
            Loss loss = assembler.in(unit.withHead(head)).build(asked.loss());
            terms.computeIfAbsent(head, first -> new ArrayList<>()).add(new WeightedLoss.Term(asked.weight(), loss));
        }
        return task().heads().stream()
                .map(head -> WeightedLoss.of(terms.getOrDefault(head, List.of())))
                .toList();
    }

    private Assembler ofTask() {
        return assembler.in(context());
    }

    private AssemblyContext context() {
        return AssemblyContext.empty().withTask(task());
    }
}
