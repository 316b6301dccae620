package io.foldwise.engine.experiment;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.NearestNames;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.config.ProblemReport;
import io.foldwise.engine.experiment.Experiment.HeadMetric;
import io.foldwise.engine.postprocessing.PostProcessors;
import io.foldwise.engine.stagedata.Part;
import io.foldwise.engine.stagedata.StageData;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.training.Material;
import io.foldwise.engine.training.OtherTask;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.training.Scoring.Measure;
import io.foldwise.engine.training.Stage;
import io.foldwise.engine.training.WeightedLoss;
import io.foldwise.engine.weights.Start;
import io.foldwise.engine.weights.StartSettings;
import io.foldwise.engine.weights.Transfer;
import io.foldwise.engine.weights.WeightsFile;
import io.foldwise.engine.weights.WeightsSettings;
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
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.prediction.Exhibit;
import io.foldwise.spi.prediction.Explanation;
import io.foldwise.spi.prediction.Inference;
import io.foldwise.spi.prediction.PredictionFormat;
import io.foldwise.spi.tracking.Tracker;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
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
        Stream<Path> ofStages = Stream.of(stageReaders(), unlabelledReaders())
                .flatMap(readers -> readers.values().stream())
                .flatMap(stage -> stage.reader().files().stream());
        return Stream.of(reader.files().stream(), split().files().stream(), ofStages)
                .flatMap(files -> files)
                .distinct()
                .toList();
    }

    /** The readers of stages that have data of their own, by the stages' number. */
    public Map<Integer, StageReader> stageReaders() {
        return readers((stage, number) ->
                stage.data().map(data -> reader(ofStage(number, DATA), data.reader(), data.samples(), data.add())));
    }

    /** The readers of unlabelled samples, by the number of the stage that has some. */
    public Map<Integer, StageReader> unlabelledReaders() {
        return readers((stage, number) -> {
            boolean own = number < experiment.stages().size()
                    && experiment.stages().get(number).unlabelled().isPresent();
            String key = own ? ofStage(number, UNLABELLED) : UNLABELLED;
            return stage.unlabelled().map(samples -> reader(key, samples.reader(), samples.part(), false));
        });
    }

    private static String ofStage(int number, String block) {
        return "stages[" + number + "]." + block;
    }

    private StageReader reader(String key, Spec<Reader> spec, Part part, boolean mixed) {
        return new StageReader(key, spec, part, mixed, assembler.build(spec));
    }

    private Map<Integer, StageReader> readers(BiFunction<Experiment.Stage, Integer, Optional<StageReader>> ofStage) {
        Map<Integer, StageReader> readers = new TreeMap<>();
        List<Experiment.Stage> stages = experiment.trainingStages();
        for (int number = 0; number < stages.size(); number++) {
            int stage = number;
            ofStage.apply(stages.get(number), number).ifPresent(reader -> readers.put(stage, reader));
        }
        return readers;
    }

    /** The metrics by name, that of the head before it where there are several; two of one type are told apart by a number. */
    public Scoring scoring() {
        LinkedHashMap<String, Measure> metrics = new LinkedHashMap<>();
        for (Measured measured : each(experiment.metrics(), this::measured)) {
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
        Head head = head(asked.head(), spec);
        Metric metric = assembler.in(context().withHead(head)).build(spec);
        try {
            metric.tally(head); // says now if it measures other heads
        } catch (IncompatibleException e) {
            throw problem(spec, "metric " + spec.type() + ": " + e.getMessage(), "");
        }
        return new Measured((task().single() ? "" : head.name() + "-") + spec.type(), new Measure(head, metric));
    }

    /** What becomes of every part; the problems of all are reported at once. */
    private static <T, R> List<R> each(List<T> parts, Function<T, R> builder) {
        List<R> built = new ArrayList<>();
        ProblemReport report = new ProblemReport();
        for (T part : parts) {
            try {
                built.add(builder.apply(part));
            } catch (ConfigException e) {
                report.addAll(e.problems());
            }
        }
        report.throwIfAny();
        return built;
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
        return new PostProcessors(each(experiment.postProcessing(), asked -> {
            Head head = head(asked.head(), asked.step());
            return new PostProcessors.Step(
                    head,
                    asked.step().type(),
                    assembler.in(context().withHead(head)).build(asked.step()));
        }));
    }

    /** The head that a component is for. */
    private Head head(Optional<String> asked, Spec<?> component) {
        return head(task(), asked, component);
    }

    private static Head head(Task task, Optional<String> asked, Spec<?> component) {
        List<String> names = task.heads().stream().map(Head::name).toList();
        if (asked.isEmpty() && task.single()) {
            return task.first();
        }
        if (asked.isEmpty()) {
            throw problem(component, "must say its 'head'", "the heads are " + String.join(", ", names));
        }
        return task.heads().stream()
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
        return assembler.in(context().withInput(data.input()).withSeed(seed));
    }

    public Model model(Dataset data, Seed seed) {
        return assembler(data, seed).build(experiment.model());
    }

    /**
     * The stages of training, each with components of its own, all of them on the fold's training part.
     *
     * @param fold that is trained: each may start from weights of its own
     */
    public List<Stage> stages(Dataset data, Seed seed, int fold) {
        AssemblyContext ofExperiment = context().withInput(data.input()).withSeed(seed);
        List<Experiment.Stage> stages = experiment.trainingStages();
        return IntStream.range(0, stages.size())
                .mapToObj(number -> stage(stages.get(number), number, ofExperiment, fold))
                .toList();
    }

    private Stage stage(Experiment.Stage stage, int number, AssemblyContext ofExperiment, int fold) {
        Optional<AssemblyContext> own = ofOwnTask(number, ofExperiment);
        AssemblyContext known = own.orElse(ofExperiment);
        Assembler unit = assembler.in(known);
        return new Stage(
                losses(stage, known),
                unit.build(stage.sampler()),
                unit.build(stage.trainer().optimizer()),
                unit.build(stage.trainer().schedule()),
                stage.trainer(),
                all(stage.hooks(), unit),
                start(stage, fold),
                stage.examples().map(unit::build),
                augmentations(stage, known).changes(),
                stage.inference().map(unit::build),
                Material.OF_THE_FOLD,
                own.map(other -> new OtherTask(
                        (NetworkModel) unit.build(experiment.model()),
                        other.input().orElseThrow(),
                        other.task().orElseThrow())));
    }

    /** What is known where a stage has a task of its own: that, and the shape of its samples. */
    Optional<AssemblyContext> ofOwnTask(int stage, AssemblyContext ofExperiment) {
        return Optional.of(experiment.trainingStages().get(stage))
                .flatMap(Experiment.Stage::data)
                .filter(StageData::ownTask)
                .map(data -> stageReaders().get(stage).reader())
                .filter(reader -> reader.input().isPresent())
                .map(reader -> ofExperiment
                        .withTask(reader.task())
                        .withInput(reader.input().orElseThrow()));
    }

    /**
     * Checks that hooks go with their stages and with each other, and that the network has the layers that they name.
     *
     * @throws ConfigException if not
     */
    public void requireHooks(Dataset data, Seed seed) {
        Assembler unit = assembler(data, seed);
        Model model = model(data, seed);
        List<Problem> problems = new ArrayList<>();
        for (Experiment.Stage stage : experiment.trainingStages()) {
            HookCheck check = new HookCheck(stage);
            stage.hooks().orElse(List.of()).forEach(hook -> check.add(hook, unit.build(hook)));
            problems.addAll(check.problems());
            problems.addAll(check.layers(model, data.input(), task()));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private static <T> List<T> all(Optional<List<Spec<T>>> specs, Assembler unit) {
        return specs.orElse(List.of()).stream().map(unit::build).toList();
    }

    /** What a stage changes in examples. */
    Augmentations augmentations(Experiment.Stage stage, AssemblyContext unit) {
        return Augmentations.of(stage.augment().orElse(List.of()), assembler, unit);
    }

    /** How samples are predicted in the end: as the last stage validates them; empty for whole samples in one pass. */
    public Optional<Inference> inference(Dataset data, Seed seed) {
        List<Experiment.Stage> stages = experiment.trainingStages();
        return stages.get(stages.size() - 1).inference().map(assembler(data, seed)::build);
    }

    /** What a stage starts from in a fold. */
    Start start(Experiment.Stage stage, int fold) {
        return stage.start()
                .map(settings -> new Start(
                        settings,
                        settings.weights().map(weights -> new WeightsFile(weightsOf(weights, fold), packages()))))
                .orElse(Start.PLAIN);
    }

    private static Path weightsOf(WeightsSettings weights, int fold) {
        return weights.file()
                .or(() -> weights.run()
                        .map(run -> new RunFolder(run)
                                .unit(weights.trial(), weights.fold().orElse(fold))
                                .file(UnitFolder.MODEL)))
                .orElseThrow();
    }

    /**
     * What the first fold's stages take of the weights that they start from. Reads names and shapes alone, and what is wrong
     * with any start is found out before a run begins.
     *
     * @throws ConfigException if weights do not fit, or layers are to be frozen that are not there
     */
    public List<Transfer> transfers(Dataset data, Seed seed) {
        Location file = Location.parse(experiment.model().location());
        StartCheck starts = new StartCheck(this, key -> new Location(file.source(), 0, key));
        AssemblyContext unit = context().withInput(data.input()).withSeed(seed);
        Model model = model(data, seed);
        List<Problem> problems = starts.problems(model, unit);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return starts.transfers(model, unit);
    }

    /** The files of weights that are read to train so many folds, by a name that stays the same wherever they lie. */
    public Map<String, Path> weightsFiles(int folds) {
        Map<String, Path> files = new TreeMap<>();
        List<Experiment.Stage> stages = experiment.trainingStages();
        for (int number = 0; number < stages.size(); number++) {
            for (int fold = 0; fold < folds; fold++) {
                String name = "stages[" + number + "].start.weights" + ofRun(stages.get(number), fold);
                start(stages.get(number), fold).file().ifPresent(file -> files.put(name, file.path()));
            }
        }
        return files;
    }

    /** Every fold starts from a file of its own only where it starts from a run. */
    private static String ofRun(Experiment.Stage stage, int fold) {
        return stage.start()
                .flatMap(StartSettings::weights)
                .filter(weights -> weights.run().isPresent())
                .map(weights -> ", fold " + weights.fold().orElse(fold))
                .orElse("");
    }

    /**
     * One loss for each head.
     *
     * @param unit what is known of data and seed
     */
    List<Loss> losses(Experiment.Stage stage, AssemblyContext unit) {
        Task task = unit.task().orElseGet(this::task);
        if (stage.losses().isEmpty()) {
            return each(task.heads(), head -> assembler.in(unit.withHead(head)).build(stage.loss()));
        }
        Map<Head, List<WeightedLoss.Term>> terms = new HashMap<>();
        each(stage.losses().get(), asked -> {
            Head head = head(task, asked.head(), asked.loss());
            Loss loss = assembler.in(unit.withHead(head)).build(asked.loss());
            return terms.computeIfAbsent(head, first -> new ArrayList<>())
                    .add(new WeightedLoss.Term(asked.weight(), loss));
        });
        return task.heads().stream()
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
