package io.foldwise.engine.experiment;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.config.ProblemReport;
import io.foldwise.engine.experiment.Experiment.HeadMetric;
import io.foldwise.engine.postprocessing.PostProcessors;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.training.Scoring.Measure;
import io.foldwise.engine.wiring.AssemblyContext;
import io.foldwise.engine.wiring.ComponentAssembler;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.prediction.Exhibit;
import io.foldwise.spi.prediction.Explanation;
import io.foldwise.spi.prediction.PredictionFormat;
import io.foldwise.spi.tracking.Tracker;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.Split;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An experiment's components, built when they are asked for. Each method throws a
 * {@link io.foldwise.engine.config.ConfigException} if a component refuses the data or its labels.
 */
public final class ExperimentParts {

    private static final String DATA = "data";
    private static final String UNLABELLED = "unlabelled";

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

    /** Every file that decides a result: those of the reader, of the split, and of the readers of stages. */
    public List<Path> files() {
        Stream<Path> ofStages = Stream.of(stages().readers(), stages().unlabelledReaders())
                .flatMap(readers -> readers.values().stream())
                .flatMap(stage -> stage.reader().files().stream());
        return Stream.of(reader.files().stream(), split().files().stream(), ofStages)
                .flatMap(files -> files)
                .distinct()
                .toList();
    }

    /** The metrics by name, that of the head before it where there are several; two of one type are told apart by a number. */
    public Scoring scoring() {
        LinkedHashMap<String, Measure> metrics = new LinkedHashMap<>();
        for (Measured measured : ProblemReport.each(experiment.metrics(), this::measured)) {
            String name = measured.name();
            for (int twin = 2; metrics.containsKey(name); twin++) {
                name = measured.name() + "-" + twin;
            }
            metrics.put(name, measured.measure());
        }
        return new Scoring(metrics);
    }

    /** A metric by a name that others may have too. */
    private record Measured(String name, Measure measure) {}

    private Measured measured(HeadMetric asked) {
        Spec<Metric> spec = asked.metric();
        Head head = Heads.named(task(), asked.head(), spec);
        Metric metric = assembler.in(context().withHead(head)).build(spec);
        try {
            metric.tally(head); // says now if it measures other heads
        } catch (IncompatibleException e) {
            throw new ConfigException(
                    new Problem(Location.parse(spec.location()), "metric " + spec.type() + ": " + e.getMessage(), ""));
        }
        return new Measured((task().single() ? "" : head.name() + "-") + spec.type(), new Measure(head, metric));
    }

    /** A form that predictions are written in. */
    public PredictionFormat predictionFormat(Spec<PredictionFormat> asked) {
        return ofTask().build(asked);
    }

    /** The first of some ways to show samples that suits the data; empty where none does. */
    public Optional<Exhibit> exhibit(InputShape input, List<Spec<Exhibit>> offered) {
        for (Spec<Exhibit> each : offered) {
            try {
                return Optional.of(assembler.in(context().withInput(input)).build(each));
            } catch (ConfigException unsuited) {
                // the next one may suit
            }
        }
        return Optional.empty();
    }

    /** A way to explain predictions. */
    public Explanation explanation(Spec<Explanation> asked) {
        return ofTask().build(asked);
    }

    /** What is done with predictions in the end. */
    public PostProcessors postProcessing() {
        return new PostProcessors(ProblemReport.each(experiment.postProcessing(), asked -> {
            Head head = Heads.named(task(), asked.head(), asked.step());
            return new PostProcessors.Step(
                    head,
                    asked.step().type(),
                    assembler.in(context().withHead(head)).build(asked.step()));
        }));
    }

    public Ensembler ensembler() {
        return ensembler(experiment.ensemble());
    }

    /** Another one than the experiment's. */
    public Ensembler ensembler(Spec<Ensembler> asked) {
        return ofTask().build(asked);
    }

    public Optional<SubmissionFormat> submission() {
        return experiment.submission().map(ofTask()::build);
    }

    /** What tells another program how the run goes on. */
    public Optional<Tracker> tracker() {
        return experiment.tracking().map(assembler::build);
    }

    /** The packages of all plugins: a network may have layers of their classes. */
    public Set<String> packages() {
        return assembler.packages();
    }

    /** The component that an exception comes from, with its class; empty if it is none of a plugin's. */
    public Optional<String> culprit(Throwable thrown) {
        return assembler.culprit(thrown);
    }

    /** What builds a unit's components. */
    public Assembler assembler(Dataset data, Seed seed) {
        return assembler.in(unit(data, seed));
    }

    /** What a unit's components know. */
    AssemblyContext unit(Dataset data, Seed seed) {
        return context().withInput(data.input()).withSeed(seed);
    }

    /** What is trained by stages, and by what. */
    public StageParts stages() {
        return new StageParts(this, assembler);
    }

    public Model model(Dataset data, Seed seed) {
        return assembler(data, seed).build(experiment.model());
    }

    private Assembler ofTask() {
        return assembler.in(context());
    }

    private AssemblyContext context() {
        return AssemblyContext.empty().withTask(task());
    }
}
