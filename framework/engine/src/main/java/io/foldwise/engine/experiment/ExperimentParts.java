package io.foldwise.engine.experiment;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.training.Stage;
import io.foldwise.engine.weights.Start;
import io.foldwise.engine.weights.Transfer;
import io.foldwise.engine.weights.WeightsFile;
import io.foldwise.engine.weights.WeightsSettings;
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
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

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

    /**
     * The stages of training, each with components of its own.
     *
     * @param fold that is trained: each may start from weights of its own
     */
    public List<Stage> stages(Dataset data, Seed seed, int fold) {
        Assembler unit = assembler(data, seed);
        return experiment.trainingStages().stream()
                .map(stage -> new Stage(
                        unit.build(stage.loss()),
                        unit.build(stage.sampler()),
                        unit.build(stage.trainer().optimizer()),
                        unit.build(stage.trainer().schedule()),
                        stage.trainer(),
                        start(stage, fold)))
                .toList();
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
        Assembler unit = assembler(data, seed);
        Model model = model(data, seed);
        List<Problem> problems = starts.problems(model, data.input(), unit);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return starts.transfers(model, data.input(), unit);
    }

    /** The files of weights that are read to train so many folds, each once. */
    public List<Path> weightsFiles(int folds) {
        return IntStream.range(0, folds)
                .boxed()
                .flatMap(fold ->
                        experiment.trainingStages().stream().flatMap(stage -> start(stage, fold).file().stream()))
                .map(WeightsFile::path)
                .distinct()
                .toList();
    }

    private Assembler ofLabels() {
        return assembler.in(context());
    }

    private AssemblyContext context() {
        return AssemblyContext.empty().withLabels(labels());
    }
}
